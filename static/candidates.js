// Keys in the list of candidates. They work only while focus is in somebody's card, so that they never catch a letter
// meant for something else; everything they do is also a button. After a press, focus stays with the person.
(() => {
  "use strict";
  const cards = () => [...document.querySelectorAll("[data-candidate]")];
  const title = (card) => card && card.querySelector("h3 a");
  let last = "";

  function showHelp() {
    document.querySelectorAll("[data-keys]").forEach((help) => { help.hidden = false; });
  }

  function go(card) {
    const link = title(card);
    if (!link) return;
    link.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function keepPlace(card) {
    last = card ? card.id : "";
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    const card = event.target.closest("[data-candidate]");
    if (!card) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const all = cards();
      go(all[all.indexOf(card) + (key === "j" ? 1 : -1)]);
    } else {
      const button = /^[a-z]$/.test(key) && card.querySelector(`[data-key="${key}"]`);
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    keepPlace(event.target.closest("[data-candidate]"));
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    showHelp();
    if (event.target.id !== "candidates") return;
    const card = last && document.getElementById(last);
    if (card) go(card);
    else document.getElementById("main").focus({ preventScroll: true });
  });
  showHelp();
})();
