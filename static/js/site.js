// What a page gains when scripts run; every page works without this file.
import { guardForms, closeMenus, focusErrors } from "./forms.js";
import { showOwnTimes } from "./own-time.js";
import { followNow } from "./now.js";
import { followWork } from "./follow.js";
import { offerStars } from "./stars.js";

guardForms();
closeMenus();
focusErrors();
showOwnTimes();
offerStars();
for (const part of document.querySelectorAll("[data-follow]")) followWork(part);
for (const grid of document.querySelectorAll("[data-live-grid]")) followNow(grid);
