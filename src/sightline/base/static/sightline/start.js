// Starts the GOV.UK components. Pages work without them.
import { initAll } from "../vendor/govuk-frontend.min.js";

initAll();
