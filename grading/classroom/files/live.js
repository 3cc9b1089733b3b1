// Keeps the table of the room up to date: one long request after the other, each answered as soon as something happened.
const room = document.getElementById("live");
const LIVE_PAUSE_MS = 500;
const LIVE_AWAY_MS = 5000;
const SIGNS = JSON.parse(room?.dataset.signs ?? "{}");
const WORDS = JSON.parse(room?.dataset.words ?? "{}");
const PHRASES = JSON.parse(room?.dataset.phrases ?? "{}");

function cellOf(name, text, className = "") {
  const cell = document.createElement(name);
  cell.textContent = text;
  if (className) cell.className = className;
  return cell;
}

function stateCell(state) {
  const cell = cellOf("td", "", `state state--${state}`);
  const sign = cellOf("span", SIGNS[state] ?? "");
  sign.setAttribute("aria-hidden", "true");
  cell.append(sign, cellOf("span", WORDS[state] ?? state, "hidden"));
  return cell;
}

function headCell(text) {
  const cell = cellOf("th", text);
  cell.scope = "row";
  return cell;
}

function rowOf(...cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

function showRoom(view) {
  const part = (name) => room.querySelector(`[data-${name}]`);
  part("people").replaceChildren(
    ...view.people.map((one) =>
      rowOf(headCell(one.name), cellOf("td", one.done), cellOf("td", one.seen), ...one.states.map(stateCell))),
  );
  const [answered, wrong] = part("counts").rows;
  view.columns.forEach((column, place) => {
    answered.cells[place + 3].textContent = column.answered;
    wrong.cells[place + 3].textContent = column.practice ? column.wrong : "";
  });
  part("slips").replaceChildren(
    ...view.slips.map((one) => {
      const line = document.createElement("li");
      const words = document.createElement("span");
      words.append(cellOf("strong", one.question), ` ${one.words}`);
      line.append(words, cellOf("span", one.count, "soft"));
      return line;
    }),
  );
  if (part("summary").textContent !== view.summary) part("summary").textContent = view.summary;
  part("empty").hidden = view.people.length > 0;
  part("no-slips").hidden = view.slips.length > 0;
  part("problem").hidden = !view.problem;
  part("problem").textContent = view.problem;
}

async function followRoom() {
  let pause = LIVE_PAUSE_MS;
  try {
    const query = new URLSearchParams({ module: room.dataset.module, after: room.dataset.after });
    const answer = await fetch(`${room.dataset.address}?${query}`, { headers: { "X-XSRFToken": room.dataset.token } });
    if (!answer.ok) throw new Error(String(answer.status));
    const view = await answer.json();
    room.dataset.after = view.number;
    showRoom(view);
  } catch {
    pause = LIVE_AWAY_MS;
    const problem = room.querySelector("[data-problem]");
    problem.hidden = false;
    problem.textContent = PHRASES.away;
  }
  setTimeout(followRoom, pause);
}

if (room) followRoom();
