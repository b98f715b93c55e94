// Starts the GOV.UK components, and starts them again in a part of the page that was redrawn.
import { initAll } from "../vendor/govuk-frontend.min.js";

// ARIA has no "expanded" state for a radio button, though the component sets one: screen readers
// differ in what they make of it, so it is taken off again.
const plain = (input) => {
  if (input.type === "radio" && input.hasAttribute("aria-expanded")) input.removeAttribute("aria-expanded");
};
new MutationObserver((changes) => changes.forEach((change) => plain(change.target))).observe(document.body, {
  attributes: true, attributeFilter: ["aria-expanded"], subtree: true,
});

initAll();
document.addEventListener("sightline:drawn", (event) => initAll({ scope: event.target }));
