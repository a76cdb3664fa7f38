"""Walks the clerk's whole path through the page in Debian's Chromium, and looks for faults of accessibility.

    walk.py SERVER [PICTURES]     PICTURES: a folder for screenshots of the main states
    walk.py --at ADDRESS [PICTURES]
"""

import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

OLD, NEW = "尹川", "尹渊泽"
passed = 0


def check(truth, what):
    global passed
    if not truth:
        print(f"failed: {what}")
        print(f"{passed} passed, 1 failed")
        sys.exit(1)
    passed += 1
    print(f"  {what}")


def accessible(page, state):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    for violation in found.response["violations"]:
        print(violation["id"], violation["help"], [n["html"][:120] for n in violation["nodes"][:3]])
    check(found.violations_count == 0, f"axe-core finds nothing wrong: {state}")


def walk(address, pictures):
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as downloads:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 950}, accept_downloads=True)
        page = context.new_page()
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "404" not in m.text else None)

        def picture(name):
            if pictures:
                page.screenshot(path=f"{pictures}/service-{name}.png")

        page.goto(address)
        expect(page.locator("#template option").first).to_be_attached()
        accessible(page, "the beginning")
        picture("begin")

        page.get_by_role("button", name="用示例试试").click()
        expect(page.locator("#paste")).to_have_value(re.compile("青安市"))
        page.get_by_role("button", name="识别").click()
        expect(page.locator("#page")).to_have_attribute("alt", re.compile("第 1 页"))
        check(page.locator("#source .known").count() > 40, "words that were understood are marked in the source")

        chair = page.locator('[data-path="chair.0"]')
        expect(chair).to_have_value(OLD)
        chair.focus()
        lit = page.locator("#source .lit")
        check(lit.count() == 1 and lit.first.text_content() == OLD, "a focused field lights up its words in the source")
        session = page.locator("#source .known", has_text="第三次全体会议").first
        session.hover()
        check(page.locator(".lit-field").count() == 1, "words under the pointer light up their field")
        session.click()
        check(page.evaluate("document.activeElement.dataset.path") == "sitting", "a click on words leads to their field")
        page.locator("#source").focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        check(page.evaluate("!!document.activeElement.dataset.path"), "arrow keys and Enter lead from words to fields")
        accessible(page, "source, fields and pages")
        picture("review")

        before = page.locator("#page").get_attribute("src")
        chair.fill(NEW)
        expect(page.locator("#page")).not_to_have_attribute("src", before)
        times = []
        for text in (NEW[:2], NEW, OLD, NEW[:2], NEW):
            before = page.locator("#page").get_attribute("src")
            chair.fill(text)
            expect(page.locator("#page")).not_to_have_attribute("src", before)
            times.append(int(page.locator("#page").get_attribute("data-milliseconds")))
        median = sorted(times)[len(times) // 2]
        print(f"  page image after an edit: {median} ms (median of {times})")
        pixels = """async () => {
            const image = document.getElementById('page'), canvas = document.createElement('canvas');
            canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
            const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0);
            const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
            let hash = 7; for (let i = 0; i < data.length; i += 4) hash = (hash * 31 + data[i]) | 0;
            return hash; }"""
        with_new = page.evaluate(pixels)
        picture("corrected")
        before = page.locator("#page").get_attribute("src")
        chair.blur()
        page.keyboard.press("Control+z")
        expect(chair).to_have_value(OLD)
        expect(page.locator("#page")).not_to_have_attribute("src", before)
        check(page.evaluate(pixels) != with_new, "the correction stands on the page image, and undo takes it off")
        page.keyboard.press("Control+y")
        expect(chair).to_have_value(NEW)

        page.get_by_role("button", name="保存版本").click()
        expect(page.locator("#status")).to_contain_text("第 1 版")
        place = page.locator('[data-path="place"]')
        place.fill("市人民会堂")
        page.reload()
        expect(place).to_have_value("市人民会堂")
        expect(chair).to_have_value(NEW)
        check(True, "what was typed and not saved is there after a reload")

        page.get_by_role("button", name="版本", exact=True).click()
        expect(page.locator("#older option")).to_have_count(2)
        page.locator("#older").select_option("1")
        page.get_by_role("button", name="比较").click()
        row = page.locator("#differences tbody tr")
        expect(row).to_have_count(1)
        check("市人民会堂" in row.first.text_content(), "two versions are compared field by field")
        accessible(page, "versions")
        picture("versions")
        page.get_by_role("button", name="版本", exact=True).click()

        agenda = page.get_by_role("button", name="添加: 议程")
        agenda.focus()
        page.keyboard.press("Enter")
        page.keyboard.type("听取工作报告")
        check(page.locator('[data-path="agenda.0"]').input_value() == "听取工作报告", "the keyboard alone adds an entry")
        first = page.locator('[data-path="resolutions.0.text"]').input_value()
        page.get_by_role("button", name="下移: 决议事项 1", exact=True).click()
        check(page.locator('[data-path="resolutions.1.text"]').input_value() == first, "decisions change their order")

        with page.expect_download() as waiting:
            page.get_by_role("button", name="下载 PDF").click()
        pdf = os.path.join(downloads, "minutes.pdf")
        waiting.value.save_as(pdf)
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
        check(NEW in text.replace("\n", ""), "the corrected name stands in the text of the PDF")
        check("市人民会堂" in text, "so does the corrected place")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="下载 JSON").click()
        check(NEW in pathlib.Path(waiting.value.path()).read_text(), "the JSON holds it too")

        page.locator("#template").select_option("plain")
        expect(page.locator("#status")).to_contain_text("已更新")
        page.locator("#language").click()
        check(page.get_by_role("button", name="Download PDF").count() == 1, "the page speaks English too")
        accessible(page, "in English")
        picture("english")

        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="New record").click()
        page.locator("#paste").fill("云溪县第十届人大二次会议闭幕\n\n2月19日,会议闭幕。尹川主持会议。\n\n锣鼓喧天彩旗飘 🥁 ㄅㄆㄇ 另有一事未明\n")
        page.get_by_role("button", name="Read it").click()
        expect(page.locator("#desk")).to_be_visible()
        loose = page.locator("#unplaced .note")
        if loose.count():
            count = loose.count()
            loose.first.get_by_role("button").click()
            expect(loose).to_have_count(count - 1)
            check(True, "a sentence that was placed nowhere is placed by hand")
        # A character no face draws is an error that leads to its field.
        page.locator('[data-path="chair.0"]').fill("尹\ue123")
        expect(page.locator("#problems .note").first).to_be_visible()
        page.locator("#problems button").first.click()
        check(page.evaluate("document.activeElement.dataset.path") == "chair.0", "a message leads to the field it is about")
        picture("problem")

        page.set_viewport_size({"width": 400, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        check(wide <= 400, f"nothing runs over the side of a narrow window ({wide} of 400)")
        errors = [e for e in errors if "422" not in e]
        check(not errors, f"the browser reports no errors {errors}")
        browser.close()
        return median


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main():
    if sys.argv[1] == "--at":
        walk(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    else:
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            server = subprocess.Popen(
                [sys.argv[1], "--port", str(port), "--data", folder + "/data"], stdout=subprocess.DEVNULL
            )
            try:
                address = f"http://127.0.0.1:{port}/"
                for _ in range(200):
                    try:
                        urllib.request.urlopen(address + "readyz").read()
                        break
                    except OSError:
                        time.sleep(0.1)
                walk(address, sys.argv[2] if len(sys.argv) > 2 else None)
            finally:
                server.terminate()
                server.wait(15)
    print(f"{passed} passed, 0 failed")


main()
