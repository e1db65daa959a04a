"""The plan as Chromium prints it: one browser, one tab, asked over its pipe. Tagged."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import page
import plan


class Browser:
    """A headless browser and one tab in it."""

    def __init__(self, folder):
        self.number = 0
        asks, self.out = os.pipe()
        self.into, answers = os.pipe()
        # Above the two numbers that the browser reads and writes at, which are given to it below.
        asks, answers = (fcntl.fcntl(it, fcntl.F_DUPFD, 10) for it in (asks, answers))

        def place():
            os.dup2(asks, 3)
            os.dup2(answers, 4)

        program = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=place, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(asks)
        os.close(answers)
        self.answers = os.fdopen(self.into, "rb", buffering=1 << 16)
        self.rest = b""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        self.ask("Page.enable", self.session)

    def heard(self):
        while b"\0" not in self.rest:
            more = self.answers.read1(1 << 20)
            if not more:
                raise SystemExit("the browser has gone")
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            said = self.heard()
            if said.get("id") == self.number:
                if "error" in said:
                    raise SystemExit(said["error"])
                return said["result"]

    def printed(self, address):
        self.ask("Page.navigate", self.session, url=address)
        while self.heard().get("method") != "Page.loadEventFired":
            pass
        ready = "document.fonts.ready.then(() => true)"
        self.ask("Runtime.evaluate", self.session, expression=ready, awaitPromise=True)
        made = self.ask("Page.printToPDF", self.session, preferCSSPageSize=True,
                        printBackground=True, generateTaggedPDF=True)
        return base64.b64decode(made["data"])


template = page.html(plan.read(plan.TEMPLATE))
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    browser = Browser(Path(folder) / "profile")
    source = Path(folder) / "plan.html"

    def written(number):
        source.write_text(plan.filled(template, number), encoding="utf-8")
        return browser.printed(source.as_uri())

    try:
        plan.answer(written)
    finally:
        browser.process.terminate()
        browser.process.wait()
