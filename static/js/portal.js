// Vorschläge beim Tippen: ARIA-Combobox mit Liste
for (const input of document.querySelectorAll('.np-search [name=q]')) {
  const id = input.id + '-liste';
  input.form.insertAdjacentHTML('beforeend',
    `<div id=${id} class=np-suggest role=listbox aria-label=Vorschläge></div><p class=np-sr role=status>`);
  const [list, status] = [...input.form.children].slice(-2);
  let links = [], at, timer, request;
  const select = (to) => {
    const link = links[at = to];
    links.forEach((a) => (a.ariaSelected = a === link));
    input.setAttribute('aria-activedescendant', link?.id ?? '');
    link?.scrollIntoView({ block: 'nearest' });
  };
  const show = (yes) => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = !yes;
    input.ariaExpanded = yes;
    select(-1);
  };
  const ask = () => {
    request = new AbortController();
    fetch('/suche/vorschlaege/?format=liste&q=' + encodeURIComponent(input.value), request)
      .then((answer) => answer.ok && answer.text()).then(fill, () => {});
  };
  const fill = (html) => {
    list.innerHTML = html;
    links = [...list.querySelectorAll('a')];
    links.forEach((a, i) => Object.assign(a, { id: id + i, role: 'option' }));
    const n = links.length;
    show(n > 0);
    status.textContent = n + (n - 1 ? ' Vorschläge' : ' Vorschlag');
  };
  input.type = 'text'; // a search field cannot be a combobox
  input.enterKeyHint = 'search';
  input.role = 'combobox';
  input.ariaAutoComplete = 'list';
  input.setAttribute('aria-controls', id);
  show(false);
  input.oninput = () => {
    const long = input.value.trim().length > 1;
    show(long && !list.hidden);
    if (long) timer = setTimeout(ask, 150);
  };
  input.onblur = () => show(false);
  list.onmousedown = () => false;
  input.onkeydown = ({ key }) => {
    const n = links.length + 1;
    if (list.hidden) return;
    if (key === 'ArrowDown') select((at + 2) % n - 1);
    else if (key === 'ArrowUp') select((at + n) % n - 1);
    else if (key === 'Escape') show(false);
    else if (key === 'Enter' && links[at]) links[at].click();
    else return;
    return false;
  };
}
// Merkliste: die Zahl neben ihrem Link; welche es sind, weiß nur dieser Browser
{
  const saved = document.getElementById(location.hash.slice(1));
  let kept = (localStorage.merkliste ?? '').split(' ').filter(Boolean);
  if (location.pathname === '/merkliste/' && !/[?&]n=/.test(location.search)) {
    kept = [...document.querySelectorAll('[name=entfernen]')].map((button) => button.value);
  } else if (saved?.matches('.np-saved')) kept.push(saved.id.slice(8));
  kept = [...new Set(kept)];
  if (kept.length || localStorage.merkliste) localStorage.merkliste = kept.join(' ');
  for (const number of document.querySelectorAll('.np-kept')) number.textContent = kept.length ? ` (${kept.length})` : '';
}
