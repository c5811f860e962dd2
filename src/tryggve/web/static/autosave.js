// Keeps what is written in a plan's form as a draft on the server, saves with Ctrl+S, shows what research says of
// what is chosen, and moves the focus to what was saved. Every page works without it.
"use strict";

(() => {
  const PAUSE = 1500; // milliseconds without a key before the draft is kept

  function focusWhatWasSaved() {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (place) place.focus({ preventScroll: true });
  }

  function follow(form) {
    const told = form.querySelector("[data-kept]");
    form.querySelector("[data-with-script]").hidden = false;
    let kept = written(form);
    let waiting = 0;
    let sending = null;
    let sent = false;

    async function keep() {
      const now = written(form);
      if (sent || now === kept) return;
      sending = new AbortController();
      try {
        const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), signal: sending.signal });
        const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
        told.textContent = isOurs ? (await answer.json()).said : form.dataset.failed;
        if (answer.ok && isOurs) kept = now;
      } catch {
        if (!sent) told.textContent = form.dataset.failed;
      }
    }

    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
      sent = true;
      clearTimeout(waiting);
      if (sending) sending.abort();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden" || sent || written(form) === kept) return;
      if (navigator.sendBeacon(form.dataset.keep, new FormData(form))) kept = written(form);
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  function written(form) {
    const fields = new FormData(form);
    fields.delete("csrfmiddlewaretoken");
    return new URLSearchParams(fields).toString();
  }

  function showResearch(library) {
    const choice = document.getElementById(library.dataset.of);
    const shown = document.createElement("div");
    shown.setAttribute("role", "status");
    library.before(shown);
    const show = () => {
      const section = choice.value && library.querySelector(`[data-key="${CSS.escape(choice.value)}"]`);
      shown.replaceChildren(...(section ? [section.cloneNode(true)] : []));
    };
    choice.addEventListener("change", show);
    show();
  }

  document.querySelectorAll("form[data-keep]").forEach(follow);
  document.querySelectorAll("details.library").forEach(showResearch);
  focusWhatWasSaved();
})();
