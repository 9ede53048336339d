(() => {
  const box = document.getElementById("search");
  const field = document.getElementById("filter");
  const count = document.getElementById("count");
  const items = [...document.querySelectorAll("main li")];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const lists = [...document.querySelectorAll("main ul")];
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, at) => {
      item.hidden = !words.every((word) => texts[at].includes(word));
      if (!item.hidden) shown += 1;
    });
    for (const list of lists) {
      const empty = [...list.children].every((item) => item.hidden);
      list.hidden = empty;
      const heading = list.previousElementSibling;
      if (heading) heading.hidden = empty;
    }
    count.textContent = words.length ? `${shown} of ${items.length} shown` : "";
  };
  box.hidden = false;
  field.addEventListener("input", show);
  field.focus();
})();