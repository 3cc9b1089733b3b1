// Keeps the box of a running job up to date. Without it the page reloads itself (see base.html).
const box = document.getElementById("job");
const PAUSE_MS = 1000;
let missed = 0;

function showJob(job) {
  box.querySelector("[data-now]").textContent = job.now;
  const bar = box.querySelector("progress");
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  }
  box.querySelector("[data-count]").textContent = job.total ? `${job.done} / ${job.total}` : "";
}

async function askForJob() {
  try {
    const answer = await fetch(box.dataset.address, { headers: { "X-XSRFToken": box.dataset.token } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { job } = await answer.json();
    missed = 0;
    box.querySelector("[data-away]").hidden = true;
    if (!job || !job.alive || job.id !== box.dataset.job) {
      location.reload();
      return;
    }
    showJob(job);
  } catch {
    missed += 1;
    box.querySelector("[data-away]").hidden = missed < 3;
  }
  setTimeout(askForJob, PAUSE_MS * Math.min(1 + missed, 10));
}

if (box?.dataset.alive) setTimeout(askForJob, PAUSE_MS);
