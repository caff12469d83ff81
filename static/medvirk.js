// Small helps on top of pages that work without them: where focus goes, what is read out, what is not lost.
(() => {
  "use strict";
  const body = document.body;
  const text = (name) => body.dataset["text" + name] || "";

  function say(message, colour) {
    const place = document.getElementById("status");
    if (!place || !message) return;
    const alert = document.createElement("div");
    alert.className = "ds-alert";
    alert.dataset.color = colour || "info";
    const line = document.createElement("p");
    line.textContent = message;
    alert.append(line);
    place.replaceChildren(alert);
    if (colour === "danger" || colour === "warning") alert.scrollIntoView({ block: "nearest" });
  }

  // An invalid form: focus on its summary, and the title says so.
  function showErrors(root) {
    const summary = root.querySelector(".ds-error-summary");
    if (!summary) return;
    // After the browser's own autofocus, which would otherwise find the focus taken and say so.
    requestAnimationFrame(() => requestAnimationFrame(() => summary.focus()));
    const mark = text("Error");
    if (!document.title.startsWith(mark)) document.title = mark + " " + document.title;
  }

  // What is being written survives a lost connection, in fields that say data-draft (never health data).
  const PREFIX = "draft:";
  const keyOf = (field) => PREFIX + location.pathname + "#" + field.name;
  const store = (work) => { try { return work(localStorage); } catch { return null; } };
  function forgetDrafts(filter) {
    store((kept) => Object.keys(kept).filter((key) => key.startsWith(PREFIX) && filter(key)).forEach((key) => kept.removeItem(key)));
  }
  function restoreDrafts(root) {
    let restored = false;
    root.querySelectorAll("[data-draft]").forEach((field) => {
      const kept = store((box) => box.getItem(keyOf(field)));
      if (kept && !field.value) { field.value = kept; restored = true; }
    });
    if (restored) say(text("Draft"));
  }
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-draft]");
    if (field) store((kept) => kept.setItem(keyOf(field), field.value));
  });
  // A button that fetches a file sends its form as it is, past htmx.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-plain]")) event.stopImmediatePropagation();
  }, true);
  // A sent form is remembered until the next page shows whether it was taken: the same form with errors means no.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) return forgetDrafts(() => true);
    const keys = [...event.target.querySelectorAll("[data-draft]")].map(keyOf);
    if (keys.length && !event.target.closest("[hx-post]")) sessionStorage.setItem("sent-drafts", JSON.stringify(keys));
  });
  function settleDrafts() {
    const sent = JSON.parse(sessionStorage.getItem("sent-drafts") || "[]");
    sessionStorage.removeItem("sent-drafts");
    if (sent.length && !document.querySelector(".ds-error-summary")) forgetDrafts((key) => sent.includes(key));
    if (body.hasAttribute("data-signed-out")) forgetDrafts(() => true);
  }

  // Small menus close when one looks elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  // Filters stand open where there is room, in browsers whose style sheets cannot say so.
  if (!CSS.supports("selector(::details-content)")) {
    const wide = matchMedia("(width >= 60rem)");
    const fold = () => document.querySelectorAll("[data-fold]").forEach((part) => { part.open = wide.matches; });
    wide.addEventListener("change", fold);
    fold();
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    showErrors(event.detail.target.isConnected ? event.detail.target : document);
    restoreDrafts(event.detail.target);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    const keys = [...event.detail.elt.querySelectorAll("[data-draft]")].map(keyOf);
    forgetDrafts((key) => keys.includes(key));
  });
  document.addEventListener("htmx:responseError", () => say(text("Failed"), "danger"));
  document.addEventListener("htmx:sendError", () => say(text("Lost"), "warning"));
  document.addEventListener("say", (event) => say(event.detail.text, "success"));
  document.addEventListener("allauth.error", (event) => { event.preventDefault(); say(text("Passkey"), "warning"); });

  settleDrafts();
  showErrors(document);
  restoreDrafts(document);
})();
