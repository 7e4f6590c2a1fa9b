/** The stylesheet. Every colour is a custom property, so that a site can bring its own. */

import { FULL_SCREEN } from "./modal.js";

const LIGHT = `
  color-scheme: light;
  --accent: var(--curbside-accent, #0a5a8a);
  --on-accent: var(--curbside-on-accent, #ffffff);
  --surface: var(--curbside-surface, #ffffff);
  --text: var(--curbside-text, #16202a);
  --muted: var(--curbside-muted, #52606d);
  --bubble: var(--curbside-bubble, #eef2f6);
  --line: var(--curbside-line, #d5dde4);
  --danger: var(--curbside-danger, #b3261e);
  --danger-surface: var(--curbside-danger-surface, #fdeceb);
  --field: #73808c;`;

const DARK = `
  color-scheme: dark;
  --accent: var(--curbside-accent, #7cc4f5);
  --on-accent: var(--curbside-on-accent, #06263a);
  --surface: var(--curbside-surface, #141b22);
  --text: var(--curbside-text, #e8eef4);
  --muted: var(--curbside-muted, #a6b4c1);
  --bubble: var(--curbside-bubble, #222d38);
  --line: var(--curbside-line, #33414e);
  --danger: var(--curbside-danger, #ff9d94);
  --danger-surface: var(--curbside-danger-surface, #3a1715);
  --field: #7f8e9c;`;

const CSS = `
/* The page may hide this element, but not move or distort what stands in it, as by rules for "*". */
:host { all: initial; position: static !important; transform: none !important; translate: none !important; rotate: none !important; scale: none !important;
  perspective: none !important; filter: none !important; backdrop-filter: none !important; contain: none !important; will-change: auto !important; zoom: 1 !important; }
/* What is inherited ends here: no rule of the page reaches an element in the shadow tree. "medium" is the size that the reader chose in the browser. */
#root { all: initial; display: contents; direction: ltr; ${LIGHT}
  font: 400 var(--curbside-font-size, medium)/1.45 var(--curbside-font, system-ui, sans-serif);
  --round: var(--curbside-radius, 1em);
}
@media (prefers-color-scheme: dark) { #root { ${DARK} } }
:host([theme="light"]) #root { ${LIGHT} }
:host([theme="dark"]) #root { ${DARK} }
:host([hidden]), :host(:not([api])), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
p, h2 { margin: 0; font: inherit; }
button, textarea { font: inherit; color: inherit; }
button { min-width: 44px; min-height: 44px; cursor: pointer; border: 0; background: none; border-radius: .6em; }
button:disabled { cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.icon { width: 1.5em; height: 1.5em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; vertical-align: middle; flex: none; }
.hidden-visually { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

#launcher, #panel { position: fixed; z-index: var(--curbside-z, 2147483000);
  right: calc(var(--curbside-offset, 1.25em) + env(safe-area-inset-right));
  bottom: calc(var(--curbside-offset, 1.25em) + env(safe-area-inset-bottom)); }
#launcher { width: 60px; height: 60px; border-radius: 50%; background: var(--accent); color: var(--on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / .28); }
#launcher:hover { filter: brightness(1.1); }
#launcher:not([data-unread=""])::after { content: attr(data-unread); position: absolute; top: -4px; right: -4px; min-width: 24px; height: 24px; padding: 0 5px; border-radius: 12px;
  font-size: 13px; line-height: 20px; font-weight: 700; color: var(--surface); background: var(--danger); border: 2px solid var(--surface); }
#panel { display: flex; flex-direction: column; overflow: hidden; background: var(--surface); color: var(--text);
  width: min(var(--curbside-width, 25em), calc(100vw - 2.5em)); height: min(var(--curbside-height, 42em), calc(100dvh - 2.5em));
  border: 1px solid var(--line); border-radius: var(--round); box-shadow: 0 12px 40px rgb(0 0 0 / .3); }

#header { display: flex; align-items: center; justify-content: space-between; gap: .5em; flex: none; padding: .25em .35em .25em 1em; background: var(--accent); color: var(--on-accent); }
h2 { font-weight: 600; font-size: 1.05em; overflow-wrap: anywhere; }
#header :focus-visible { outline-color: var(--on-accent); outline-offset: -5px; }
#banner { flex: none; padding: .5em calc(1em / .875); font-size: .875em; background: var(--bubble); border-bottom: 1px solid var(--line); }
#holder { flex: none; display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 0 .5em; padding: .4em calc(1em / .875); font-size: .875em; color: var(--muted); border-bottom: 1px solid var(--line); }
#holder[data-holder=""] { padding: 0; border: 0; }
#holder:is([data-holder="queue"], [data-holder="person"]) { padding-block: .2em; background: var(--bubble); color: var(--text); }
#holder-text, #holder-hint { grid-column: 1; overflow-wrap: anywhere; }
#not-left { grid-column: 1 / -1; order: 1; }
#not-left:empty { display: none; }
#holder-hint { color: var(--muted); }
#holder[data-holder="queue"] #holder-text { grid-column: 1 / -1; padding-top: .3em; }
#leave-asking { grid-column: 2; }
#leave-asking:empty { display: none; }
#leave-asking[role] { grid-column: 1 / -1; justify-content: flex-start; padding-block: .4em; }
#banner:empty { padding: 0; border: 0; }
#scroll { flex: 1 1 auto; min-height: 4em; overflow-y: auto; overscroll-behavior: contain; padding: 1em; }
#scroll:focus-visible { outline-offset: -3px; }

.message { scroll-margin: 12px; border-radius: .6em; position: relative; display: flex; flex-direction: column; align-items: flex-start; margin-bottom: .9em; }
.message.customer { align-items: flex-end; }
.body { max-width: 88%; padding: .6em .85em; border-radius: var(--round); background: var(--bubble); border-bottom-left-radius: .25em; }
.customer .body { background: var(--accent); color: var(--on-accent); border-bottom-left-radius: var(--round); border-bottom-right-radius: .25em; }
.customer:not([data-state="sent"]) .body { background: none; color: var(--text); border: 1px dashed var(--field); }
.person .body { background: none; border: 1px solid var(--field); }
.text { overflow-wrap: anywhere; }
.text p, #document-body p { white-space: pre-wrap; }
.text > * + * { margin-top: .6em; }
ul, ol { margin: 0; padding-inline-start: 1.5em; }
li + li { margin-top: .25em; }
.text a, #document-body a { color: var(--accent); text-underline-offset: .15em; }
/* Scrolls by itself where the columns do not fit. */
.table { max-width: 100%; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9em; overflow-wrap: break-word; }
th, td { padding: .4em .5em; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
.message th, .message td { border-color: var(--field); }
th { font-weight: 600; }
tbody tr:last-child > * { border-bottom: 0; }
.body:has(.table) { width: 100%; max-width: 100%; }
.event { margin: 0 auto .9em; padding: .1em 1em; max-width: 92%; scroll-margin: 12px; text-align: center; font-size: .875em; color: var(--muted); overflow-wrap: anywhere; border-radius: .6em; }
.byline, .meta, .handover { font-size: .8em; color: var(--muted); }
.byline { font-weight: 600; margin: 0 .35em .2em; }
.meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .6em; margin: .2em .35em 0; }
.customer .meta { justify-content: flex-end; text-align: right; }
.status { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; }
.status:empty { display: none; }
.bad { color: var(--danger); font-weight: 600; overflow-wrap: anywhere; }
.strong { padding: .4em 1.1em; font-weight: 600; background: var(--accent); color: var(--on-accent); }
.link { padding: 0 .5em; color: var(--accent); text-decoration: underline; text-underline-offset: .15em; font-size: inherit; }
.handover { max-width: 88%; margin-top: .4em; padding-left: .7em; border-left: 3px solid var(--accent); color: var(--text); font-size: .9em; }
.emergency .body { background: var(--danger-surface); border: 2px solid var(--danger); }
.label { display: flex; align-items: center; gap: .4em; margin-bottom: .3em; color: var(--danger); }
.emergency .text { line-height: 1.75; }
.telephone { position: relative; padding: .05em .15em; white-space: nowrap; font-weight: 700; color: var(--danger); border-radius: .3em; }

.marker { position: relative; display: inline-block; text-align: center; min-width: 1.7em; min-height: 1.7em; margin: 0 .2em; padding: 0 .3em; font-size: .8em; line-height: 1.5; font-weight: 600; vertical-align: .1em;
  color: var(--accent); background: var(--surface); border: 1px solid var(--accent); border-radius: .5em; }
/* Small in the text, but no smaller than a fingertip to touch. */
.marker::after, .telephone::after { content: ""; position: absolute; top: 50%; left: 50%; width: 100%; min-width: 44px; height: 44px; translate: -50% -50%; }
.marker[aria-expanded="true"] { color: var(--on-accent); background: var(--accent); }
.citation { display: grid; gap: .25em; margin-top: .6em; padding: .6em .75em; font-size: .875em; overflow-wrap: anywhere; background: var(--surface); border-left: 3px solid var(--accent); border-radius: .4em; }
.citation-section, .citation-source { color: var(--muted); }
.citation-quote { white-space: pre-wrap; font-style: italic; }

.citation .link { justify-self: start; margin-left: -.5em; }

#document { position: absolute; inset: 0; z-index: 1; display: flex; flex-direction: column; background: var(--surface); }
#document-back { align-self: flex-start; flex: none; margin: .25em .5em 0; }
h3, h4 { margin: 0; font: inherit; font-weight: 600; overflow-wrap: anywhere; }
#document-title { flex: none; padding: .25em .91em .5em; font-size: 1.1em; border-bottom: 1px solid var(--line); }
#document-body { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: .5em 1em 1em; }
#document-body:focus-visible { outline-offset: -3px; }
#document-body h4 { margin-top: 1em; }
#document-body :is(p, ul, ol, .table) { margin-top: .5em; overflow-wrap: anywhere; }
.section.cited { margin-inline: -.6em; padding-inline: calc(.6em - 3px) .6em; border-inline-start: 3px solid var(--accent); }
.section.cited:has(mark) { border-color: transparent; }
.document-page { color: var(--muted); font-size: .8em; }
mark { color: inherit; background: var(--bubble); text-decoration: underline 2px var(--accent); text-underline-offset: .25em; }

#rating { margin-bottom: .9em; padding: .75em .9em; font-size: .9em; border: 1px solid var(--line); border-radius: var(--round); }
#rating form { display: grid; gap: .5em; }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { padding: 0; font-weight: 600; overflow-wrap: anywhere; }
.numbers { display: flex; gap: .4em; margin: .5em 0 .25em; }
.numbers label { position: relative; flex: 1 1 44px; max-width: 56px; }
.numbers input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.numbers span { display: grid; place-items: center; height: 44px; color: var(--accent); border: 1px solid var(--field); border-radius: .6em; }
.numbers :checked + span { color: var(--on-accent); background: var(--accent); border-color: var(--accent); font-weight: 700; }
.numbers :focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
#rating-scale { color: var(--muted); }
#rating-text { width: 100%; padding: .5em .7em; resize: none; background: var(--surface); border: 1px solid var(--field); border-radius: .6em; overflow-wrap: anywhere; }
.buttons { display: flex; flex-wrap: wrap; gap: .25em .5em; }
.strong:disabled { background: var(--bubble); color: var(--muted); }

#suggestions { display: flex; flex-wrap: wrap; gap: .5em; margin-bottom: .75em; }
#suggestions:empty { display: none; }
#suggestions button { padding: .4em .9em; text-align: start; overflow-wrap: anywhere; color: var(--accent); border: 1px solid var(--accent); border-radius: 22px; }
#suggestions button:hover { background: var(--bubble); }
#typing { color: var(--muted); font-size: .875em; }
#typing.dots::after { content: "…"; display: inline-block; width: 1.2em; overflow: hidden; vertical-align: bottom; animation: dots 1.2s steps(4, jump-none) infinite; }
@keyframes dots { from { width: 0; } }
#notice { flex: none; }
#notice > * { margin: 0 1em .75em; }
#notice > p { padding-top: .75em; border-top: 1px solid var(--line); margin: 0 1em .5em; }
#jump { flex: none; align-self: center; margin: -52px 0 8px; padding: 0 1.1em; font-size: .875em; font-weight: 600; z-index: 1; color: var(--on-accent); background: var(--accent); border-radius: 22px; box-shadow: 0 2px 8px rgb(0 0 0 / .3); }

#composer { flex: none; padding: .6em .75em; border-top: 1px solid var(--line); }
.row { display: flex; align-items: flex-end; gap: .5em; }
#input { flex: 1; min-width: 0; min-height: 46px; max-height: 9em; padding: .6em .8em; resize: none; field-sizing: content; overflow-wrap: anywhere;
  background: var(--surface); border: 1px solid var(--field); border-radius: .8em; }
#input:focus-visible { outline-offset: 0; }
#input::placeholder { color: var(--muted); opacity: 1; }
#input:disabled { background: var(--bubble); }
#send { flex: none; width: 46px; height: 46px; padding: 0; background: var(--accent); color: var(--on-accent); border-radius: .8em; }
#stop { flex: none; width: 46px; height: 46px; padding: 0; color: var(--accent); background: var(--surface); border: 2px solid var(--accent); border-radius: .8em; }
#stop:hover { background: var(--bubble); }
#stop .icon { fill: currentColor; }
/* It takes the place of a button that cannot be pressed; beside one that can be it has its own. */
#stop:not([hidden]) + #send:disabled { display: none; }
#send:disabled { background: var(--bubble); color: var(--muted); }
#counter, #limit { font-size: .8em; color: var(--muted); text-align: end; }
#counter:not(:empty) { margin-top: .5em; }
#counter.bad, #limit { color: var(--danger); }
#input[aria-invalid="true"] { border-color: var(--danger); }
.asking { flex: none; display: flex; flex-wrap: wrap; justify-content: center; gap: .25em .5em; }
/* A button comes and goes with each turn; what stands above stays where it is. */
#end-asking.expected { min-height: calc(44px - .32em); }
#end-asking[role] { padding: .6em 1em; border-top: 1px solid var(--line); }
.question { flex: 1 0 100%; }
#end { margin-top: -.4em; font-size: .8em; color: var(--muted); }

@media ${FULL_SCREEN} {
  #panel { inset: 0; width: auto; height: 100dvh; border: 0; border-radius: 0; padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
  #scroll { padding: .75em; }
}
@media (prefers-reduced-motion: no-preference) { #panel { animation: rise .18s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(12px); } } }
@media (prefers-reduced-motion: reduce) { #typing.dots::after { animation: none; } }
@media (forced-colors: active) { .numbers :checked + span { border: 3px solid Highlight; } #launcher, #send, #header, .body { border: 1px solid; } }
@supports not (field-sizing: content) { #input { min-height: 4.5em; } }
@media print { :host { display: none !important; } }
`;

/** One sheet for all elements; constructed, so that a strict Content-Security-Policy lets it through. */
export const stylesheet = new CSSStyleSheet();
stylesheet.replaceSync(CSS);
