// Every kind of page: its name, its address, and who reads it. Addresses are found on the pages themselves.
import { letterAbout, signIn } from "./browser.mjs";

const first = async (page, from, selector, pattern) => {
  await page.goto(from);
  const hrefs = await page.locator(selector).evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  return hrefs.find((href) => pattern.test(href));
};

// [name, path] pairs for a reader without an account; `find` is one of their pages.
export async function residentPages(find) {
  const petition = await first(find, "/petitions?is=answered", "main a", /^\/petitions\/[^/?]+$/);
  const asked = await first(find, "/petitions?state=received", "main a", /^\/petitions\/[^/?]+$/);
  const waiting = await first(find, "/petitions?state=needs_information", "main a", /^\/petitions\/[^/?]+$/);
  const topic = await first(find, "/topics", "main a", /^\/topics\/[^/?]+$/);
  const body = await first(find, "/bodies", "main a", /^\/bodies\/[^/?]+$/);
  const place = body && await first(find, "/bodies/UBND-20", "main a", /^\/places\/[^/?]+$/);
  const commune = place && await first(find, place, "main a", /^\/places\/\d{5}$/);
  const reception = await first(find, "/receptions", "main a", /^\/receptions\/[^/]+$/);
  const online = await first(find, "/receptions/UBND-20", "main a", /\/online\//);
  await find.goto("/styleguide");
  const components = await find.locator("main h2 a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  return [
    ["home", "/"], ["list", "/petitions"], ["search", "/petitions?q=duong"], ["nothing", "/petitions?q=zzzzqqqq"],
    ["petition", petition], ["petition-open", asked], ["join", asked && `${asked}/join`],
    ["withdraw", asked && `${asked}/withdraw`], ["own-data", asked && `${asked}/data`], ["privacy-data", "/privacy/data"], ["supplement", waiting && `${waiting}/supplement`], ["topics", "/topics"], ["topic", topic], ["bodies", "/bodies"],
    ["body", body], ["place", place], ["commune", commune], ["where", "/where"], ["receptions", "/receptions"], ["reception-place", "/receptions/UBND-20"], ["reception-online", online], ["book", "/receptions/UBND-20/book"], ["waiting-board", reception && `${reception}/board?live=1`], ["news", "/news?list=petitions&q=duong"], ["news-asked", "/news?list=place&code=20&sent=yes"], ["ways-ask", "/ways/ask"], ["ways-place", "/ways/place"], ["ways-bodies", "/ways/bodies"], ["ways-figures", "/ways/figures"], ["undertakings", "/undertakings"], ["undertakings-done", "/undertakings?show=done"], ["undertakings-doubted", "/undertakings?show=doubted"], ["undertakings-in", "/undertakings?place=20"], ["undertakings-of", "/undertakings?body=b%E1%BB%99"],
    ["reports", "/reports"], ["report", "/reports/petitions"], ["report-map", "/reports/petitions?by=place"], ["report-communes", "/reports/petitions?by=commune&unit=20&from=2000-01-01"], ["report-outcome", "/reports/petitions?by=kind"], ["report-bodies", "/reports/petitions?by=body&from=2000-01-01"], ["open-data", "/open-data/petitions"], ["send", "/send"], ["send-text", "/send?kind=report"],
    ["follow", "/follow"], ["verdict", petition && `${petition}/verdict`], ["add", asked && `${asked}/add`],
    ["help", "/help"], ["privacy", "/privacy"], ["accessibility", "/accessibility"], ["keys", "/keys"],
    ["sign-in", "/sign-in"], ["not-found", "/nothing-here"], ["styleguide", "/styleguide"],
    ...components.map((path) => [path.slice(1), path]),
  ];
}

export async function deskPages(find) {
  await signIn(find, "tonghop.langson");
  const petition = await first(find, "/desk", "main a", /^\/desk\/petitions\/[^/]+$/);
  const topic = await first(find, "/desk/topics", "main a", /^\/desk\/topics\/[^/?]+$/);
  return [
    ["desk", "/desk"], ["desk-today", "/desk?in=today&by=newest"], ["desk-waiting", "/desk?in=waiting"], ["desk-body", "/desk?in=body&sought=duong"], ["desk-done", "/desk?in=done"], ["desk-many", petition && `/desk/many?in=today&of=${petition.split("?")[0]}`], ["desk-petition", petition], ["desk-route", petition && `${petition.split("?")[0]}?do=route`],
    ["desk-topics", "/desk/topics"], ["desk-topic", topic], ["desk-enter", "/desk/enter"],
    ["course", "/desk/course"], ["course-complaint", "/desk/course?of=complaint"], ["account", "/account"],
    ["password", "/account/password"], ["second-factor", "/account/second-factor"],
  ];
}

export async function receptionPages(find) {
  await signIn(find, "tiepnhan.dongdang");
  const room = await first(find, "/desk/waiting", "main a", /^\/desk\/waiting\/[^/]+$/);
  return [["receive", "/desk/receptions/new"], ["waiting-rooms", "/desk/waiting"], ["waiting-room", room], ["schedule", "/desk/schedule"], ["schedule-new", "/desk/schedule/new"], ["reception-book", "/desk?in=reception_book"]];
}

export async function bodyPages(find) {
  await signIn(find, "traloi.dongdang");
  const petition = await first(find, "/desk", "main a", /^\/desk\/petitions\/[^/]+$/);
  return [["inbox", "/desk"], ["inbox-petition", petition], ["answer", petition && `${petition.split("?")[0]}/answer`]];
}

export async function leaderPages(find) {
  await signIn(find, "lanhdao.langson");
  const online = await first(find, "/desk/schedule/UBND-20", "main a", /\/online\/\d+$/);
  return [["leader", "/desk"], ["leader-today", "/desk?in=today"], ["online", online], ["online-new", "/desk/schedule/UBND-20/online/new"]];
}

export async function administratorPages(find) {
  await signIn(find, "quantri");
  return [["administrator", "/desk"], ["accounts", "/admin/accounts"], ["account-new", "/admin/accounts/new"], ["account-one", "/admin/accounts/quantri"], ["requests", "/account/requests"],
          ["rules", "/admin/rules"], ["rules-narrowed", "/admin/rules?word=khi%E1%BA%BFu"], ["rules-of-law", "/admin/rules?law=Lu%E1%BA%ADt%20T%E1%BB%91%20c%C3%A1o%2025%2F2018%2FQH14"], ["calendar", "/admin/calendar"], ["jobs", "/admin/jobs"],
          ["settings", "/admin/settings"], ["setting", "/admin/settings/petitions.clear_percent"], ["settings-of-unit", "/admin/settings?unit=T%E1%BB%89nh%20L%E1%BA%A1ng%20S%C6%A1n"], ["system", "/admin/system"]];
}

// The form's questions, each reached as people reach it: `visit(name)` is called at every one.
export async function sendPages(page, visit) {
  const to = (step) => page.click(`main button[name=to][value=${step}]`);
  await page.goto("/send");
  await to("text");
  await visit("send-error");
  await page.check("input[name=kind][value=report]");
  await to("text");
  // Somebody in the demonstration asks this already, in other words.
  await page.fill("[name=text]", "Taluy dương sạt xuống nửa mặt đường liên xã từ đêm qua, xe ô tô không đi qua được. Đề nghị xã cho hót dọn sớm.");
  await to("place");
  await page.fill("[name=place]", "xã Tân Mỹ huyện Văn Lãng Lạng Sơn");
  await to("similar");
  await visit("send-place");
  if (await page.locator("input[name=unit][type=radio]").count()) {
    await page.locator("input[name=unit][type=radio]").first().check();
    await to("similar");
  }
  await page.waitForSelector(".similar");
  await visit("send-similar");
  await to("contact");
  await visit("send-contact");
  await page.check("input[name=publish][value=yes]");
  await page.fill("[name=email]", "nguoi@vidu.vn");
  await to("check");
  await visit("send-check");
  await page.click("main button[formaction='/petitions']");
  await visit("receipt");
  // The links of the letter that comes.
  const letter = await letterAbout(new URL(page.url()).pathname.split("/").pop());
  const [, link] = letter.match(/(\/letters\/[^/\s]+)\s/);
  await page.goto(link);
  await visit("letter");
  await page.click("main form button:not([type=button])");
  await visit("letter-confirmed");
  await page.goto(`${link}/stop`);
  await visit("letter-stop");
}

// What is sent in confidence, and what its sender reads with the private key.
export async function confidentialPages(page, visit) {
  const to = (step) => page.click(`main button[name=to][value=${step}]`);
  await page.goto("/send");
  await page.check("input[name=kind][value=complaint]");
  await to("text");
  await page.fill("[name=text]", "Khiếu nại quyết định thu hồi đất số 12 của xã: bồi thường thiếu phần đất vườn.");
  await to("place");
  await to("nowhere");
  await page.fill("[name=name]", "Người Thử Nghiệm");
  await page.fill("[name=address]", "Số 2 đường Thử Nghiệm");
  await visit("send-contact-complaint");
  await to("check");
  await page.click("main button[formaction='/petitions']");
  const code = new URL(page.url()).pathname.split("/").pop();
  const key = await page.locator(".private-key").innerText();
  await visit("receipt-complaint");
  await page.goto(`/petitions/${code}`);
  await visit("petition-confidential");
  await page.click("main a[href$='/private']");
  await page.fill("[name=author_key]", "0000000000");
  await page.click("main form button:not([type=button])");
  await visit("private-wrong-key");
  await page.fill("[name=author_key]", key);
  await page.click("main form button:not([type=button])");
  await visit("private");
}
