// Marking with few keys: digits give points, Ctrl+Enter saves. Without it the form works as any other.
const markForm = document.getElementById("mark");
let markChanged = false;

function sumOf(item) {
  const groups = [...item.querySelectorAll("fieldset.criterion")];
  const chosen = groups.map((group) => group.querySelector(":checked"));
  const output = item.querySelector("[data-sum]");
  if (!output || !groups.length) return;
  const sum = chosen.reduce((points, one) => points + (one ? Number(one.value) : 0), 0);
  const scaled = (sum * Number(item.dataset.most)) / Number(item.dataset.of);
  output.textContent = chosen.some(Boolean) ? ` = ${Number(scaled.toFixed(2))}` : "";
}

// the criterion that a digit is for: the one with the focus, else the first without points
function groupForKey() {
  const groups = [...markForm.querySelectorAll("fieldset.criterion")];
  const here = document.activeElement?.closest?.("fieldset.criterion");
  return here ?? groups.find((group) => !group.querySelector(":checked"));
}

function givePoints(group, digit) {
  const radio = [...group.querySelectorAll("input[type=radio]")].find((one) => one.value === digit);
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const groups = [...markForm.querySelectorAll("fieldset.criterion")];
  const after = groups[groups.indexOf(group) + 1];
  const next = after ? after.querySelector(":checked") ?? after.querySelector("input") : group.closest(".one").querySelector("textarea");
  next.focus();
}

function pressed(event) {
  const writing = event.target.closest?.("textarea, select, input:not([type=radio])");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    markForm.requestSubmit(markForm.querySelector("button[value=next]"));
  } else if (writing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (/^[0-9]$/.test(event.key)) {
    const group = groupForKey();
    if (!group) return;
    event.preventDefault(); // the comment may take the focus now: the digit is not for it
    givePoints(group, event.key);
  } else if (event.key === "n") {
    document.querySelector("[data-key=n]")?.click();
  }
}

if (markForm?.querySelector("button[value=next]")) {
  markForm.addEventListener("change", (event) => {
    markChanged = true;
    const item = event.target.closest("[data-item]");
    if (item) sumOf(item);
  });
  markForm.querySelectorAll("[data-item]").forEach(sumOf);
  markForm.querySelectorAll("[data-use]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.use);
      field.value = [field.value.trim(), button.previousElementSibling.textContent].filter(Boolean).join("\n\n");
      markChanged = true;
      field.focus();
    });
  });
  markForm.addEventListener("submit", () => { markChanged = false; });
  addEventListener("beforeunload", (event) => { if (markChanged) event.preventDefault(); });
  document.addEventListener("keydown", pressed);
  document.querySelector("[data-with]").hidden = false;
  document.querySelector("[data-without]").hidden = true;
}

// beside the rubric there is room for the examples; on a phone they would stand in the way
if (matchMedia("(min-width: 56rem)").matches) document.querySelectorAll("details[data-wide]").forEach((one) => { one.open = true; });
