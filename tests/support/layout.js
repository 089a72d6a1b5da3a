// What in a page would hinder somebody at its present width, zoom and spacing, one line each. Shadow roots included.
// `still`: nothing may move. `within`: the element looked at, when the rest of the page is somebody else's.
// WCAG 1.4.10 (nothing beside the window), 1.4.4 and 1.4.12 (nothing cut), 2.5.5 (targets of 44 px), 16 px in fields.
([still, within]) => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const parent = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) => `<${element.localName}${element.id && `#${element.id}`}${[...element.classList].map((name) => `.${name}`).join("")}> « ${(element.labels?.[0]?.innerText ?? element.innerText ?? "").trim().replace(/\s+/g, " ").slice(0, 50)} »`;

  function* every(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* every(element.shadowRoot);
    }
  }

  // Read by screen readers only: one pixel, clipped, or put out of the window until it has the focus.
  function unseen(element) {
    for (let each = element; each; each = parent(each)) {
      const style = getComputedStyle(each), box = each.getBoundingClientRect();
      if (style.position === "absolute" && (box.right <= 0 || (box.width <= 1 && style.overflow !== "visible"))) return true;
    }
    return false;
  }

  const scrolls = (value) => value === "auto" || value === "scroll";
  // A region that the keyboard reaches may scroll sideways: tables do (WCAG 1.4.10 lets them).
  const isRegion = (element) => element.tabIndex === 0 && element.getAttribute("role") === "region";

  function cut(box, from) {
    let sideways = false, downwards = false;
    for (let each = from; each; each = parent(each)) {
      const style = getComputedStyle(each), own = each.getBoundingClientRect();
      if (isRegion(each) && scrolls(style.overflowX)) sideways = true;
      if (scrolls(style.overflowY) && each !== document.documentElement) downwards = true;
      const hidesX = style.overflowX !== "visible" && !sideways, hidesY = ["hidden", "clip"].includes(style.overflowY) && !downwards;
      if (hidesX && (box.right > own.right + 1 || box.left < own.left - 1)) return "cut sideways";
      if (hidesY && (box.bottom > own.bottom + 2 || box.top < own.top - 2)) return "cut";
      if (style.position === "fixed" && !downwards && (box.top < -1 || box.bottom > innerHeight + 1)) return "out of the window and out of reach";
    }
    return !sideways && box.right > width + 1 ? "beside the window" : "";
  }

  function text(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  }

  function target(element) {
    const box = element.getBoundingClientRect();
    if (!["checkbox", "radio"].includes(element.type)) return box;
    const label = element.labels?.[0]?.getBoundingClientRect() ?? box;
    return { width: label.right - box.left, height: Math.max(box.bottom, label.bottom) - Math.min(box.top, label.top) };
  }

  // A host page's own words may be too long for the window: that is not the widget's doing, whose boxes are looked at below.
  if (!within && document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}`);
  const own = within && document.querySelector(within);
  for (const element of own ? every(own.shadowRoot ?? own) : every(document)) {
    if (!shown(element) || unseen(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || element.matches("textarea, option")) continue;
      const why = cut(text(node), element);
      if (why) faults.push(`${why}: ${named(element)}`);
    }
    if (element.matches("button, summary, [role=button], select, textarea, a.button, nav a, input:not([type=hidden])")) {
      const box = target(element);
      if (box.height < 43.5 || (box.width < 43.5 && !element.matches("a"))) faults.push(`a target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(element)}`);
    }
    if (element.matches("select, textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])") && parseFloat(getComputedStyle(element).fontSize) < 16)
      faults.push(`a field in ${getComputedStyle(element).fontSize}: ${named(element)}`);
    if (still && element.getAnimations().some((animation) => animation.playState === "running")) faults.push(`moves: ${named(element)}`);
  }
  return [...new Set(faults)];
}
