// A hand-written federated extension: no bundler, only what JupyterLab shares. It runs the cells that build tools and
// questions when a course page opens, hides their code, and offers one button to show it.
(function () {
  const NAME = "@migration-development/course";
  const HERE = document.currentScript.src.replace(/[^/]*$/, "");
  const RUN = "course-run", MARK = "course-mark";
  // Without the code, a page reads like a page: one column, no prompts, no cell frames.
  const STYLE = `
    .mdt-page:not(.mdt-code) .mdt-run .jp-Cell-inputWrapper, .mdt-page:not(.mdt-code) .mdt-mark { display: none; }
    .mdt-page:not(.mdt-code) :is(.jp-InputPrompt, .jp-OutputPrompt, .jp-OutputArea-promptOverlay) { display: none; }
    .mdt-page:not(.mdt-code) :is(.jp-Collapser, .jp-cell-toolbar) { display: none; }
    .mdt-page:not(.mdt-code) .jp-Notebook .jp-Cell { max-width: 54rem; margin-inline: auto; border-color: transparent; }
    .mdt-page:not(.mdt-code) .jp-Notebook .jp-Cell:focus-visible { outline: 2px solid var(--jp-brand-color1); }
    .mdt-page .jp-RenderedMarkdown { max-width: 46rem; font-size: 1rem; line-height: 1.6; }
    .mdt-page .jp-RenderedHTMLCommon img { max-width: 100%; }
    @media (max-width: 760px) { .mdt-page .jp-Notebook { padding: 0; } }`;
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

  function dress(panel) {
    for (const cell of panel.content.widgets) {
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

  async function prepare(panel, NotebookActions) {
    const cells = await runnable(panel);
    if (!cells.length) return;
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

  function addCodeButton(panel, ToolbarButton) {
    const toggle = () => {
      const shown = panel.toggleClass("mdt-code");
      for (const cell of panel.content.widgets) if (cell.hasClass("mdt-run") || cell.hasClass("mdt-mark")) cell.inputHidden = !shown;
      button.node.querySelector("button,jp-button")?.setAttribute("aria-pressed", String(shown));
    };
    const button = new ToolbarButton({ label: "Code", tooltip: "Show or hide the code behind this page", onClick: toggle });
    panel.toolbar.insertItem(10, "courseCode", button);
  }

  async function open(panel, { NotebookActions }, { ToolbarButton }) {
    await panel.context.ready;
    if (!panel.context.model.getMetadata("course")) return;
    panel.addClass("mdt-page");
    leaveOutputsOut(panel.context.model);
    addCodeButton(panel, ToolbarButton);
    dress(panel);
    panel.content.model.cells.changed.connect(() => dress(panel));
    await panel.revealed;
    await panel.sessionContext.ready;
    await panel.sessionContext.session?.kernel?.info;
    prepareAfterRestart(panel, NotebookActions);
    await prepare(panel, NotebookActions);
  }

  async function plugins() {
    const notebook = await shared("@jupyterlab/notebook");
    const apputils = await shared("@jupyterlab/apputils");
    const style = document.createElement("style");
    style.textContent = STYLE;
    document.head.append(style);
    return [{
      id: `${NAME}:pages`,
      description: "Opens course pages with their tools and questions ready to use.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate: (app, tracker) => {
        if (window.innerWidth < 760) app.restored.then(() => app.shell.collapseLeft());
        tracker.widgetAdded.connect((_, panel) => {
          open(panel, notebook, apputils).catch((error) => console.error("course page:", error));
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
