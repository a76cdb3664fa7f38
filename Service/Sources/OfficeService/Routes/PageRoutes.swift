import HTTPTypes
import Hummingbird

/// The page for people: three files that the program carries in itself.
struct PageRoutes {
    func add(to router: Router<OfficeContext>) {
        router.get("/") { _, _ in asset(PackageResources.page_html, "text/html; charset=utf-8") }
        router.get("/page.css") { _, _ in asset(PackageResources.page_css, "text/css; charset=utf-8") }
        router.get("/page.js") { _, _ in
            asset(
                PackageResources.words_js + PackageResources.model_js + PackageResources.page_js,
                "text/javascript; charset=utf-8")
        }
        router.get("/example.txt") { _, _ in asset(PackageResources.example_txt, "text/plain; charset=utf-8") }
    }

    private func asset(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Response.bytes(bytes, type: type)
        response.headers[.cacheControl] = "no-cache"
        // Page images are drawn from what fetch gave: blob addresses.
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        return response
    }
}
