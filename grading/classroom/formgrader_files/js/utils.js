// nbgrader's own helpers, with four changes for the classroom: files cannot be opened from here, buttons work without
// script inside the page's text, people without a name are called by their id, and an empty table says what comes first.
var createModal = function (id, title, body, footer) {
    var modal = $("<div/>")
        .addClass("modal")
        .addClass("fade")
        .attr("id", id)
        .attr("role", "dialog")

    var dialog = $("<div/>").addClass("modal-dialog");
    modal.append(dialog);

    var content = $("<div/>").addClass("modal-content");
    dialog.append(content);

    var header = $("<div/>").addClass("modal-header");
    content.append(header);
    header.append($("<button/>")
        .addClass("close")
        .attr("data-dismiss", "modal")
        .attr("aria-label", "Close")
        .append($("<span/>")
            .attr("aria-hidden", "true")
            .html("&times;")));
    header.append($("<h4/>")
        .addClass("modal-title")
        .text(title));

    content.append($("<div/>").addClass("modal-body").append(body));

    if (!footer) {
        footer = $("<div/>");
        footer.append($("<button/>")
            .addClass("btn btn-primary close")
            .attr("type", "button")
            .attr("data-dismiss", "modal")
            .text("OK"));
    }
    content.append($("<div/>").addClass("modal-footer").append(footer));

    // remove the modal on close
    modal.on("hidden.bs.modal", function () {
        modal.remove();
    });

    $("body").append(modal);
    modal.modal();
    return modal;
};

var createLogModal = function (id, title, message, log, error) {
    var body = $("<div>");
    body.append($("<p/>").text(message));

    if (log) {
        var log_panel = $("<div/>").addClass("panel panel-warning");
        log_panel.append($("<div/>").addClass("panel-heading").text("Log Output"));
        log_panel.append($("<div/>")
            .addClass("panel-body")
            .append($("<pre/>").text(log)));
        body.append(log_panel);
    }

    if (error) {
        var err_panel = $("<div/>").addClass("panel panel-danger");
        err_panel.append($("<div/>").addClass("panel-heading").text("Traceback"));
        err_panel.append($("<div/>")
            .addClass("panel-body")
            .append($("<pre/>").text(error)));
        body.append(err_panel);
    }

    return createModal(id, title, body);
};

var roundToPrecision = function (num, precision) {
    var factor = Math.pow(10, precision);
    return Math.round(num * factor) / factor;
};

var insertDataTable = function (tbl) {
    tbl.DataTable({
        info: false,
        paging: false,
        saveState: true,
        language: {emptyTable: "Nothing is here yet. Collect and grade on the trainers' page Modules first."},
        columnDefs: [{
            "targets": "no-sort",
            "orderable": false
        }]
    });
};

// "Haddad, Lena"; what is missing of it is left out, and who has no name at all is called by the id
var personName = function (last, first, id) {
    return [last, first].filter(Boolean).join(", ") || id;
};

// here is no JupyterLab around the page: names of files and folders are plain words
var linkTo = function (_type, _path) {
    return (_, el) => $(el).removeAttr("href")[0];
};

$(document).on("click", "[data-press]", function () {
    var words = $(this).attr("data-press");
    if (words.startsWith("toggle_name(")) {
        toggle_name(words.includes("true"));
    } else if (words.startsWith("toggleAllNames(")) {
        toggleAllNames();
    }
});

// a link that is only a picture gets the name of its column and of its row
var nameIcons = function () {
    $("#main-table a:has(> .glyphicon)").not("[aria-label]").each(function () {
        var cell = $(this).closest("td");
        var words = cell.closest("table").find("thead th").eq(cell.index()).text();
        var row = $.trim(cell.closest("tr").find("td").first().text());
        $(this).attr({"aria-label": $.trim(words + " " + row), "title": words});
    });
};

$(window).on("load", function () {
    var table = document.getElementById("main-table");
    if (table) {
        new MutationObserver(nameIcons).observe(table, {childList: true, subtree: true});
        nameIcons();
    }
});
