// Gets the cookie that lets this sign-in outlive the page. The cookie itself no script can read.

export default function ({ data, parentElement }) {
  const done = kept(parentElement, () => new Set());
  if (done.has(data.ticket)) return;
  done.add(data.ticket);
  fetch(data.path, { method: "POST", headers: { [data.header]: data.ticket }, credentials: "same-origin" }).catch(() => {
    // without it a reload asks for the password again, and nothing else is lost
  });
}
