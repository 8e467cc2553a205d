"use strict";
(() => {
  const root = document.documentElement;

  /* Languages: the style sheet hides the others; what holds plain text alone is put here. */
  const speak = (lang) => {
    root.lang = lang;
    document.title = root.dataset[`title${lang[0].toUpperCase()}${lang.slice(1)}`];
    for (const one of document.querySelectorAll(`option[data-${lang}]`)) {
      one.textContent = one.dataset[lang];
    }
    for (const one of document.querySelectorAll(`optgroup[data-${lang}]`)) {
      one.label = one.dataset[lang];
    }
  };
  for (const choice of document.querySelectorAll("input[name=language]")) {
    choice.addEventListener("change", () => speak(choice.value));
    if (choice.checked && choice.value !== root.lang) speak(choice.value);
  }

  /* Filters: each institution has its own. */
  const outfit = (findings) => {
    const form = findings.querySelector(".filters");
    if (!form) return null;
    const cards = [...findings.querySelectorAll(".card")].map((card) => ({
      card,
      number: card.querySelector(".number"),
      cases: [...card.querySelectorAll("[data-r]")],
      alike: [...card.querySelectorAll(".alike")],
    }));
    const holders = [...findings.querySelectorAll(".shelf, .chapter")];
    const recipients = [...new Set(cards.flatMap(({ cases }) => cases.map((one) => one.dataset.r)))];
    recipients.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    form.querySelector("datalist").replaceChildren(
      ...recipients.filter(Boolean).map((one) => new Option(one, one)),
    );
    const known = new Set(recipients.map((one) => one.toLowerCase()));

    const apply = () => {
      const { topic, severity, verdict, recipient } = form.elements;
      const asked = recipient.value.trim().toLowerCase();
      const whole = known.has(asked);
      const about = (one) => {
        const name = one.dataset.r.toLowerCase();
        return !asked || (whole ? name === asked : name.includes(asked));
      };
      let shown = 0;
      for (const { card, number, cases, alike } of cards) {
        const fits =
          (!topic.value || card.dataset.topic === topic.value) &&
          (!severity.value || card.dataset.severity === severity.value) &&
          (!verdict.value || card.dataset.verdict === verdict.value);
        let here = 0;
        for (const one of cases) {
          one.hidden = !(fits && about(one));
          if (!one.hidden) here += 1;
        }
        for (const one of alike) one.hidden = !one.querySelector("[data-r]:not([hidden])");
        card.hidden = here === 0;
        number.textContent = here || number.dataset.all;
        shown += here;
      }
      for (const one of holders) one.hidden = !one.querySelector(".card:not([hidden])");
      form.classList.toggle("active", Boolean(topic.value || severity.value || verdict.value || asked));
      form.querySelector("[data-shown]").textContent = shown;
      findings.querySelector(".nothing").hidden = shown > 0;
    };
    const fold = (open) => {
      for (const one of findings.querySelectorAll("details")) one.open = open;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    form.querySelector("[data-unfold]").addEventListener("click", () => fold(true));
    form.querySelector("[data-fold]").addEventListener("click", () => fold(false));
    apply();
    return { findings, form };
  };
  const outfits = [...document.querySelectorAll(".findings")].map(outfit).filter(Boolean);

  /* A link to a finding unfolds it, and clears a filter that hides it. */
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      for (const { findings, form } of outfits) if (findings.contains(target)) form.reset();
    }
    if (target.tagName === "DETAILS") target.open = true;
    setTimeout(() => target.scrollIntoView());
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  /* On paper everything is unfolded. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
    folded = [];
  });
})();
