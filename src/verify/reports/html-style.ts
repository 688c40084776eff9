/** The style of the HTML report: one column, from 390 px on, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft-text: #57606a; --back: #fff; --soft: #f6f8fa; --line: #d0d7de;
  --failed: #b42318; --passed: #116329; --advice: #7a4d00; --skipped: #57606a; --link: #0550ae;
  --failed-back: #ffebe9; --passed-back: #dafbe1; --advice-back: #fff8c5; --mark: #ffd8d3 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft-text: #9da7b3; --back: #0d1117; --soft: #161b22; --line: #30363d;
  --failed: #ff9a90; --passed: #6fdd8b; --advice: #f0c674; --skipped: #9da7b3; --link: #79b8ff;
  --failed-back: #3c1618; --passed-back: #10301b; --advice-back: #3a2d0b; --mark: #6b2420 } }
* { box-sizing: border-box }
body { margin: 0; color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word }
header, main { margin: 0 auto; max-width: 64rem; padding: 1rem }
header { margin-top: 1rem; border: 1px solid var(--line); border-left: .5rem solid; border-radius: .5rem }
header.passed { border-left-color: var(--passed); background: var(--passed-back) }
header.failed { border-left-color: var(--failed); background: var(--failed-back) }
header.not-judged { border-left-color: var(--advice); background: var(--advice-back) }
@media (max-width: 66rem) { header { margin: 1rem 1rem 0 } }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2 }
header.passed h1 { color: var(--passed) } header.failed h1 { color: var(--failed) } header.not-judged h1 { color: var(--advice) }
.lead { margin: .25rem 0 1rem; font-size: 1.125rem }
h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; line-height: 1.3 }
h3 { margin: 1rem 0 .25rem; font-size: 1rem }
p { margin: .25rem 0 }
a { color: var(--link) }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; margin: .5rem 0 }
.facts div { min-width: 0 }
dt { color: var(--soft-text); font-size: .8125rem } header dt { color: inherit }
dd { margin: 0 }
code, pre, .id, .ids { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .8125rem }
pre { margin: .25rem 0; padding: .75rem; overflow-x: auto; background: var(--soft); border: 1px solid var(--line); border-radius: .375rem }
pre:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
mark { display: inline-block; min-width: 100%; color: inherit; background: var(--mark); font-weight: 600 }
nav ol { margin: 0; padding-left: 1.5rem } nav li { margin: .25rem 0 }
nav span { font-size: .875rem }
.cause { margin-top: 2rem; padding: 0 1rem 1rem; border: 1px solid var(--line); border-radius: .5rem }
.cause h2 { margin-top: 1rem }
.reason { font-weight: 600 }
.badge { display: inline-block; padding: 0 .5rem; border: 1px solid; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap }
.failed { color: var(--failed) } .passed { color: var(--passed) } .advice { color: var(--advice) } .skipped { color: var(--skipped) }
header.failed, header.passed { color: var(--text) }
details { margin: .5rem 0 } summary { cursor: pointer; color: var(--link) }
.ids { padding-left: 1.25rem; margin: .25rem 0 }
.bars { display: grid; gap: .25rem }
.bar { display: grid; grid-template-columns: 7rem 1fr 6rem; gap: .75rem; align-items: center }
.bar span { text-align: right; font-variant-numeric: tabular-nums }
meter { width: 100%; height: .75rem; appearance: none; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden;
  background: linear-gradient(currentColor, currentColor) 0 / var(--share) 100% no-repeat, var(--soft) }
meter::-webkit-meter-inner-element { opacity: 0 } meter::-moz-meter-bar { background: none }
meter.covered { color: var(--link) }
table { width: 100%; border-collapse: collapse } th, td { padding: .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--soft-text); font-size: .8125rem }
tr:target, .cause:target { background: var(--soft) }
.id { color: var(--soft-text) } .why { font-size: .875rem; color: var(--soft-text); overflow-wrap: anywhere }
@media (max-width: 40rem) {
  .bar { grid-template-columns: 5.5rem 1fr 5rem; gap: .5rem; font-size: .875rem }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line) } td { display: block; padding: .125rem 0; border: 0 }
}
@media print { details:not([open]) > :not(summary) { display: block } pre { white-space: pre-wrap } }
`;
