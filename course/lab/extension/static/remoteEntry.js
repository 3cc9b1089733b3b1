// A hand-written federated extension: no bundler, only what JupyterLab shares. It runs the cells that build tools and
// questions when a course page opens, hides their code, and offers one button to show it.
(function () {
  const NAME = "@migration-development/course";
  const HERE = document.currentScript.src.replace(/[^/]*$/, "");
  const RUN = "course-run", MARK = "course-mark";
  const WIDGET = "application/vnd.jupyter.widget-view+json";
  const PATIENCE_MS = 10000;
  let shares;

  async function shared(name) {
    const versions = shares[name];
    if (!versions) throw new Error(`JupyterLab does not share ${name}`);
    return (await Object.values(versions)[0].get())();
  }

  const tagsOf = (cell) => cell.model.getMetadata("tags") || [];

  async function digest(text) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
  }

  // Metadata alone is not trust: a cell runs by itself only when the course shipped exactly this source.
  let known;
  const knownCells = () => (known ||= fetch(`${HERE}cells.json`).then((r) => r.json()).then((list) => new Set(list)));

  async function runnable(panel) {
    const shipped = await knownCells();
    const found = [];
    for (const cell of panel.content.widgets) {
      if (cell.model.type !== "code" || !tagsOf(cell).includes(RUN)) continue;
      if (shipped.has(await digest(cell.model.sharedModel.getSource()))) found.push(cell);
    }
    return found;
  }

  // The course's own text stays text: a double click or Enter would show its source, which looks broken.
  const kept = new WeakSet();
  function keepRendered(panel, cell) {
    if (cell.model.type !== "markdown" || cell.model.getMetadata("editable") !== false || kept.has(cell)) return;
    kept.add(cell);
    cell.renderedChanged.connect((_, rendered) => {
      if (rendered) return;
      cell.rendered = true;
      panel.content.mode = "command";
    });
  }

  function dress(panel) {
    panel.node.dataset.coursePath = panel.context.path; // the page's address does not always name the notebook
    for (const cell of panel.content.widgets) {
      keepRendered(panel, cell);
      const tags = tagsOf(cell);
      cell.toggleClass("mdt-run", tags.includes(RUN));
      cell.toggleClass("mdt-mark", tags.includes(MARK));
    }
  }

  // Saved outputs of these cells would show "model not found" at the next opening, so they are left out of the file.
  function leaveOutputsOut(model) {
    const original = model.toJSON.bind(model);
    model.toJSON = () => {
      const page = original();
      for (const cell of page.cells) {
        if (cell.cell_type === "code" && (cell.metadata?.tags || []).includes(RUN)) {
          cell.outputs = [];
          cell.execution_count = null;
        }
      }
      return page;
    };
  }

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Wait until `ready()` holds, at most PATIENCE_MS: a page that comes late is better than none. */
  async function until(ready) {
    for (const end = Date.now() + PATIENCE_MS; !ready() && Date.now() < end;) await pause(50);
  }

  // The widget manager first asks the engine which widgets there are. A cell that makes one at that moment is taken for
  // an old one, and its view fails. The manager is reached through a renderer of the page: no token offers it.
  async function widgetsReady(panel) {
    const { rendermime } = panel.content;
    await until(() => rendermime.getFactory(WIDGET));
    if (!rendermime.getFactory(WIDGET)) return;
    const renderer = rendermime.createRenderer(WIDGET);
    const manager = await Promise.race([renderer._manager?.promise, pause(PATIENCE_MS)]);
    renderer.dispose();
    const kernel = () => panel.sessionContext.session?.kernel;
    if (manager) await until(() => manager.restoredStatus && !manager._kernelRestoreInProgress && kernel()?.connectionStatus === "connected");
  }

  async function prepare(panel, NotebookActions) {
    const cells = await runnable(panel);
    if (!cells.length) return;
    await widgetsReady(panel);
    const active = panel.content.activeCellIndex;
    // one after the other: a cell that fails must not keep the others from running
    for (const cell of cells) await NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
    panel.content.activeCellIndex = active;
    panel.content.deselectAll();
    panel.node.dataset.courseReady = String(cells.length);
  }

  // A fresh engine knows nothing: after a restart the tools and questions are built again.
  function prepareAfterRestart(panel, NotebookActions) {
    let restarting = false;
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (/restarting|autorestarting/.test(status)) restarting = true;
      else if (status === "idle" && restarting) {
        restarting = false;
        prepare(panel, NotebookActions).catch(console.error);
      }
    });
  }

  // JupyterLab's own buttons come late; ours stand behind them and before the name of the engine, always in one order.
  const OURS = ["courseCode", "courseMyWork", "courseBook"];
  function addToToolbar({ toolbar }, name, widget) {
    const later = OURS.slice(OURS.indexOf(name) + 1);
    const place = () => [...toolbar.names()].findIndex((one) => one === "spacer" || later.includes(one));
    until(() => place() >= 0).then(() => toolbar.insertItem(place() < 0 ? Infinity : place(), name, widget));
  }

  // What our buttons say. A classroom in another language sends the words along with the page.
  let said;
  const words = () => (said ||= readWords());
  async function readWords() {
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    const sent = PageConfig.getOption("courseWords");
    return sent ? JSON.parse(sent) : fetch(`${HERE}my_course.en.json`).then((r) => r.json());
  }

  async function addCodeButton(panel, ToolbarButton) {
    const { code, code_tooltip } = await words();
    const toggle = () => {
      const shown = panel.toggleClass("mdt-code");
      for (const cell of panel.content.widgets) if (cell.hasClass("mdt-run") || cell.hasClass("mdt-mark")) cell.inputHidden = !shown;
      button.node.querySelector("button,jp-button")?.setAttribute("aria-pressed", String(shown));
    };
    const button = new ToolbarButton({ label: code, tooltip: code_tooltip, onClick: toggle });
    addToToolbar(panel, "courseCode", button);
  }

  // A frame around the current cell helps people who use the keyboard, and nobody else.
  function watchKeys(panel) {
    panel.node.addEventListener("keydown", (event) => { if (/^(Tab|Arrow|Escape|Enter)/.test(event.key)) panel.addClass("mdt-keys"); }, true);
    panel.node.addEventListener("pointerdown", () => panel.removeClass("mdt-keys"), true);
  }

  // In the browser lab there is no server: what a person does must be able to leave the browser.
  async function addMyWork(app, panel, apputils) {
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    if (!PageConfig.getOption("courseLab")) return;
    const [work, words] = await Promise.all([import(`${HERE}my_work.js`), fetch(`${HERE}my_work.en.json`).then((r) => r.json())]);
    addToToolbar(panel, "courseMyWork", work.myWorkButton({ app, panel, apputils, words }));
    const [, page] = /^(\w+\/(?:lesson|exercises|selfcheck))\.ipynb$/.exec(panel.context.path) || []; // not a copy of one
    const book = new URL(page ? `../modules/${page}.html` : "../index.html", new URL(PageConfig.getBaseUrl(), location.href)).href;
    addToToolbar(panel, "courseBook", new apputils.ToolbarButton({ label: words.book, tooltip: words.book_tooltip,
      onClick: async () => { await panel.context.save(); location.assign(book); } }));
  }

  // In the classroom a page begins and ends at "My course": what is due, Submit, marks.
  async function addMyCourse(panel) {
    const { PageConfig, URLExt } = await shared("@jupyterlab/coreutils");
    const address = PageConfig.getOption("courseMyCourse");
    if (!address) return;
    const { Widget } = await shared("@lumino/widgets");
    const { my_course, my_course_tooltip } = await words();
    const href = `${URLExt.join(PageConfig.getBaseUrl(), address)}?module=${encodeURIComponent(panel.context.path.split("/")[0])}`;
    const link = Object.assign(document.createElement("a"), { href, className: "mdt-home", textContent: my_course, title: my_course_tooltip });
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into another tab: this page stays
      event.preventDefault();
      // without a connection the browser would show an error in the place of what is typed; the line says why we stay
      if (await globalThis.courseReach?.().catch(() => "") === "away") return;
      await panel.context.save().catch(console.error); // answers are safe without it
      location.assign(href);
    });
    const item = new Widget();
    item.node.append(link);
    panel.toolbar.insertItem(0, "courseMyCourse", item);
  }

  // Whatever does not answer in the classroom, one line says why; record.js asks for the reason, too.
  async function watchReach(app, tracker) {
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    const { ServerConnection } = await shared("@jupyterlab/services"); // it brings the token against forged requests
    const settings = ServerConnection.makeSettings();
    const [{ reachLine, whyAway }, sentences] = await Promise.all([import(`${HERE}reach.js`), words()]);
    const mine = () => !/dead|unknown/.test(tracker.currentWidget?.sessionContext.session?.kernel?.status ?? "");
    const base = PageConfig.getBaseUrl();
    const why = () => whyAway(base, (address, init) => ServerConnection.makeRequest(address, init, settings));
    const reach = reachLine({ base, hub: PageConfig.getOption("hubPrefix"), words: sentences, mine, why });
    globalThis.courseReach = reach.look;
    return reach.look;
  }

  // The Tab key enters the toolbar at one of its buttons, which JupyterLab chooses again whenever the bar changes. Where
  // it is hidden on course pages, nobody could get in: then the first that is seen takes its place.
  function letKeysIn({ toolbar }) {
    const look = () => {
      const shown = [...toolbar.node.querySelectorAll(".mdt-home, jp-button, button")].filter((one) => one.checkVisibility());
      const door = shown.find((one) => one.matches(".mdt-home")) || shown.find((one) => one.tabIndex === 0) || shown[0];
      if (door && door.tabIndex !== 0) door.tabIndex = 0;
    };
    new MutationObserver(look).observe(toolbar.node, { subtree: true, childList: true, attributes: true, attributeFilter: ["tabindex"] });
    look();
  }

  async function open(app, panel, { NotebookActions }, apputils) {
    await panel.context.ready;
    if (!panel.context.model.getMetadata("course")) return;
    panel.addClass("mdt-page");
    leaveOutputsOut(panel.context.model);
    addCodeButton(panel, apputils.ToolbarButton).catch((error) => console.error("course page:", error));
    addMyCourse(panel).catch((error) => console.error("course page:", error));
    addMyWork(app, panel, apputils).catch((error) => console.error("course page:", error));
    watchKeys(panel);
    letKeysIn(panel);
    dress(panel);
    panel.content.model.cells.changed.connect(() => dress(panel));
    await panel.revealed;
    await panel.sessionContext.ready;
    await panel.sessionContext.session?.kernel?.info;
    prepareAfterRestart(panel, NotebookActions);
    await prepare(panel, NotebookActions);
  }

  // On a phone the page needs the width more than the panels beside it do.
  async function makeRoom(app) {
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    if (!app.shell.collapseLeft) return; // the browser lab shows one page, without panels
    app.shell.collapseLeft();
    app.shell.collapseRight();
    const bars = [["application:toggle-side-tabbar", { side: "right" }], ["statusbar:toggle"]];
    // "My course" leads to all pages; elsewhere the list of files does
    if (PageConfig.getOption("courseMyCourse")) bars.push(["application:toggle-side-tabbar", { side: "left" }]);
    for (const bar of bars) if (app.commands.hasCommand(bar[0]) && app.commands.isToggled(...bar)) app.commands.execute(...bar);
  }

  async function plugins() {
    const notebook = await shared("@jupyterlab/notebook");
    const apputils = await shared("@jupyterlab/apputils");
    // tokens, fonts, cards and the page around them; a widget brings the rest when it comes
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${HERE}style.css` }));
    const { PageConfig } = await shared("@jupyterlab/coreutils");
    const { IConnectionLost } = await shared("@jupyterlab/application");
    const reach = {
      id: `${NAME}:reach`,
      description: "Says why the classroom does not answer, and what to do.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      provides: IConnectionLost,
      activate: (app, tracker) => {
        const look = watchReach(app, tracker);
        look.catch((error) => console.error("course page:", error));
        return async () => (await look)();
      },
    };
    return [...(PageConfig.getOption("courseMyCourse") ? [reach] : []), {
      id: `${NAME}:pages`,
      description: "Opens course pages with their tools and questions ready to use.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate: (app, tracker) => {
        if (window.innerWidth < 760) app.restored.then(() => makeRoom(app)).catch(console.error);
        tracker.widgetAdded.connect((_, panel) => {
          open(app, panel, notebook, apputils).catch((error) => console.error("course page:", error));
        });
      },
    }];
  }

  const container = window._JUPYTERLAB || (window._JUPYTERLAB = {});
  container[NAME] = {
    init: (scope) => { shares = scope; },
    get: async () => { const list = await plugins(); return () => ({ __esModule: true, default: list }); },
  };
})();
