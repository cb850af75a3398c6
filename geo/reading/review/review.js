// Decides proposals on the review page, and saves the list that `geo accept --from` takes.
"use strict";
{
  const records = JSON.parse(document.getElementById("data").textContent);
  const cards = [...document.querySelectorAll("fieldset[data-proposal]")];
  const save = document.getElementById("save");
  const count = document.getElementById("count");
  let current = -1;
  let isSaved = true;

  const recordOf = (card) => {
    const report = records[card.closest(".report").dataset.report];
    return [report, report.proposals[card.dataset.proposal]];
  };

  const marksOf = (card) => {
    const id = card.id.slice(2);
    return [...document.querySelectorAll("[data-for]")].filter((mark) => mark.dataset.for.split(" ").includes(id));
  };

  // What an input says: nothing is null, so that the list has no empty texts.
  const valueOf = (input) => input.value.trim() || null;

  function tell() {
    const decided = cards.filter((card) => card.dataset.decision);
    const accepted = decided.filter((card) => card.dataset.decision === "accept");
    count.textContent = `${decided.length} of ${cards.length} decided, ${accepted.length} accepted`;
    save.disabled = !decided.length;
  }

  function decide(card, decision) {
    const [, proposal] = recordOf(card);
    for (const input of card.querySelectorAll("input[type=radio]")) input.checked = input.value === decision;
    if (decision) {
      proposal.decision = decision;
      card.dataset.decision = decision;
    } else {
      delete proposal.decision;
      delete card.dataset.decision;
    }
    isSaved = false;
    tell();
  }

  function show(card, isTextMoved) {
    current = cards.indexOf(card);
    for (const mark of document.querySelectorAll(".current")) mark.classList.remove("current");
    const marks = marksOf(card);
    const shares = (mark) => mark.tagName !== "MARK" || mark.dataset.for.split(" ").includes(card.id.slice(2));
    for (const mark of marks.filter(shares)) mark.classList.add("current");
    const name = marks.find((mark) => mark.tagName === "MARK") ?? marks[0];
    if (isTextMoved && name) name.scrollIntoView({ block: "center" });
  }

  function go(to) {
    const card = cards[Math.max(0, Math.min(cards.length - 1, to))];
    if (!card) return;
    show(card, true);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  for (const card of cards) {
    const [, proposal] = recordOf(card);
    card.addEventListener("change", (event) => {
      const input = event.target;
      if (input.type === "radio") decide(card, input.value);
      if (input.dataset.key) proposal[input.dataset.key] = valueOf(input);
      isSaved = false;
    });
    card.addEventListener("focusin", () => show(card, false));
    card.querySelector(".show").addEventListener("click", () => show(card, true));
  }

  for (const report of document.querySelectorAll(".report")) {
    report.querySelector(".particulars").addEventListener("change", ({ target }) => {
      records[report.dataset.report][target.dataset.key] = valueOf(target);
      isSaved = false;
    });
  }

  document.addEventListener("click", ({ target }) => {
    const mark = target instanceof Element ? target.closest("[data-for]") : null;
    if (mark) go(cards.findIndex((card) => card.id === `p-${mark.dataset.for.split(" ")[0]}`));
  });

  const keys = {
    j: () => go(current + 1),
    k: () => go(current - 1),
    a: () => cards[current] && decide(cards[current], "accept"),
    r: () => cards[current] && decide(cards[current], "reject"),
    u: () => cards[current] && decide(cards[current], null),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea")) return;
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  save.addEventListener("click", () => {
    // The order of what geo read wrote, a report a line.
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/jsonl" }));
    link.download = "decided.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    isSaved = true;
    count.textContent = `${count.textContent}; saved as decided.jsonl`;
  });

  addEventListener("beforeunload", (event) => {
    if (!isSaved) event.preventDefault();
  });
}
