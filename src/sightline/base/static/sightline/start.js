// Starts the GOV.UK components, and starts them again in a part of the page that was redrawn.
import { initAll } from "../vendor/govuk-frontend.min.js";

initAll();
document.addEventListener("sightline:drawn", (event) => initAll({ scope: event.target }));
