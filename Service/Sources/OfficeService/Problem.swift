import Foundation
import HTTPTypes
import Hummingbird
import MinutesExport

/// An answer that says what went wrong and what mends it: `application/problem+json` (RFC 9457), in Chinese or English.
package struct Problem: Error, Sendable {
    /// Stable, never translated, except that a record's own messages bring theirs.
    package enum Code: String, Sendable, CaseIterable {
        case notFound = "request.not-found"
        case methodNotAllowed = "request.method-not-allowed"
        case badParameter = "request.bad-parameter"
        case badBody = "request.bad-body"
        case tooLarge = "request.too-large"
        case tooSlow = "request.too-slow"
        case mediaType = "request.media-type"
        case foreignOrigin = "request.foreign-origin"
        case noToken = "access.no-token"
        case notAllowed = "access.not-allowed"
        case quota = "access.quota"
        case busy = "service.busy"
        case stopping = "service.stopping"
        case deadline = "service.deadline"
        case fault = "service.fault"
        case noWebhooks = "job.no-webhooks"
        case keyReused = "job.key-reused"
        case notFinished = "job.not-finished"
        case versionConflict = "record.version-conflict"
        case noSuchPage = "record.no-such-page"
        case refused = "record.refused"
    }

    package var code: Code
    /// The parameter, header or member that is wrong.
    package var field: String?
    package var detail: String?
    package var retryAfterSeconds: Int?
    package var messages: [Message]

    package init(
        _ code: Code, field: String? = nil, detail: String? = nil, retryAfterSeconds: Int? = nil,
        messages: [Message] = []
    ) {
        self.code = code
        self.field = field
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
        self.messages = messages
    }
}

extension Problem {
    /// What an error on the way to an answer is to the caller.
    package init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as SlotRefusal:
            switch refusal {
            case .busy(let seconds): self.init(.busy, retryAfterSeconds: seconds)
            case .deadline: self.init(.deadline)
            case .stopping: self.init(.stopping, retryAfterSeconds: 5)
            }
        case let error as ExportError:
            switch error {
            case .record(let messages): self.init(.refused, messages: messages)
            case .configuration, .noFonts, .output: self.init(.fault)
            }
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound: self.init(.notFound)
            case .methodNotAllowed: self.init(.methodNotAllowed)
            case .contentTooLarge: self.init(.tooLarge)
            case .badRequest: self.init(.badParameter)
            default: self.init(.fault)
            }
        default: self.init(.fault)
        }
    }
}

extension Problem.Code {
    package var status: HTTPResponse.Status {
        switch self {
        case .notFound, .noSuchPage: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .badParameter, .badBody, .noWebhooks: .badRequest
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .mediaType: .unsupportedMediaType
        case .foreignOrigin, .notAllowed: .forbidden
        case .noToken: .unauthorized
        case .quota: .tooManyRequests
        case .busy, .stopping, .deadline: .serviceUnavailable
        case .fault: .internalServerError
        case .keyReused, .notFinished, .versionConflict: .conflict
        case .refused: .unprocessableContent
        }
    }

    /// What is wrong, and what to do, in English and in Chinese.
    package var wording: (en: (title: String, fix: String), zh: (title: String, fix: String)) {
        switch self {
        case .notFound:
            (
                ("There is nothing at this address", "/openapi.json lists the addresses"),
                ("没有这个地址", "/openapi.json 列有全部地址")
            )
        case .methodNotAllowed:
            (
                ("This address knows no such method", "/openapi.json lists the methods"),
                ("此地址不接受这种方法", "/openapi.json 列有可用的方法")
            )
        case .badParameter:
            (("A parameter has a wrong value", "Correct the field that is named"), ("参数有误", "请改正所指的字段"))
        case .badBody:
            (("The body cannot be read", "Send what /openapi.json describes"), ("无法读取请求正文", "请按 /openapi.json 的说明发送"))
        case .tooLarge:
            (("The body is too large", "Send smaller records, or fewer at a time"), ("请求正文过大", "请减小或分次发送"))
        case .tooSlow:
            (("The body came too slowly", "Send it again over a faster line"), ("请求正文发送过慢", "请换较快的线路重发"))
        case .mediaType:
            (
                (
                    "This kind of content is not read here",
                    "Content-Type: text/plain, text/markdown, text/html or application/json"
                ),
                ("不接受这种内容", "Content-Type 应为 text/plain、text/markdown、text/html 或 application/json")
            )
        case .foreignOrigin:
            (
                ("The request comes from another site", "Open the page from the service's own address"),
                ("请求来自别的网站", "请从本服务的地址打开页面")
            )
        case .noToken:
            (
                ("A valid access token is needed", "Authorization: Bearer TOKEN"),
                ("需要有效的访问令牌", "Authorization: Bearer 令牌")
            )
        case .notAllowed:
            (
                ("The token's role does not allow this", "Ask the operator for a token with another role"),
                ("令牌的角色无此权限", "请向管理员申请其他角色的令牌")
            )
        case .quota:
            (
                ("The token's requests of this minute are used up", "Wait as Retry-After says"),
                ("本分钟的请求已用完", "请按 Retry-After 等待")
            )
        case .busy:
            (
                ("The service has as much work as it can take", "Wait as Retry-After says"),
                ("服务繁忙", "请按 Retry-After 等待后重试")
            )
        case .stopping:
            (("The service is being stopped", "Try again when it is back"), ("服务正在停止", "请稍后重试"))
        case .deadline:
            (("The record took too long", "Split the record, or submit it as a job"), ("处理超时", "请拆分记录,或作为任务提交"))
        case .fault:
            (
                ("The service has a fault", "Tell the operator the number of this request"),
                ("服务出现故障", "请把本请求的编号告诉管理员")
            )
        case .noWebhooks:
            (
                ("The operator has not switched webhooks on", "Poll the job, or follow its events"),
                ("管理员未开启回调通知", "请轮询任务状态,或订阅其事件")
            )
        case .keyReused:
            (
                ("The Idempotency-Key belongs to another body", "Use a new key for a new job"),
                ("Idempotency-Key 已用于另一内容", "新任务请用新的键")
            )
        case .notFinished:
            (("The job is not finished", "Wait until its state is done"), ("任务尚未完成", "请等到任务状态为 done"))
        case .versionConflict:
            (
                ("Another version was saved meanwhile", "Load the newest version, compare, and save again"),
                ("其间已有新版本保存", "请载入最新版本,比较后再保存")
            )
        case .noSuchPage:
            (("The record has no such page", "Ask for a page from 1 to Jiyao-Pages"), ("没有这一页", "页码从 1 到 Jiyao-Pages"))
        case .refused:
            (("The record cannot be set", "Mend what the messages name"), ("无法排印这份记录", "请按所列信息改正"))
        }
    }
}

/// The language of what people read in an answer.
package enum Language: String, Sendable {
    case english = "en"
    case chinese = "zh"

    /// The first of the two that an Accept-Language (RFC 9110, 12.5.4) prefers; English where it names neither.
    package init(accept: String?) {
        let ranges = (accept ?? "").split(separator: ",").enumerated().compactMap {
            index, range -> (Language, Double, Int)? in
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let tag = parts.first?.lowercased() else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if tag == "zh" || tag.hasPrefix("zh-") { return (.chinese, weight, index) }
            if tag == "en" || tag.hasPrefix("en-") || tag == "*" { return (.english, weight, index) }
            return nil
        }
        self = ranges.filter { $0.1 > 0 }.max { ($0.1, -$0.2) < ($1.1, -$1.2) }?.0 ?? .english
    }
}

/// A message of the engine as the service sends it.
package struct SentMessage: Codable, Sendable {
    package var severity: String
    package var code: String
    package var detail: String
    package var line: Int?
    package var column: Int?
    package var hints: [String]

    package init(_ message: Message, _ language: Language = .english) {
        let message = message.worded(in: language == .chinese ? .chinese : .english)
        severity = message.severity.rawValue
        code = message.code
        detail = message.text
        line = message.line
        column = message.column
        // Hints about the command's flags help nobody here.
        hints = message.hints.filter { !$0.contains("--") && !$0.contains("jiyao ") }
    }

    /// A message that was kept, which is English, in the language of who reads it.
    package func worded(in language: Language) -> SentMessage {
        guard language == .chinese else { return self }
        let wording = Message(code, detail, hints: hints).worded(in: .chinese)
        var message = self
        message.detail = wording.text
        message.hints = wording.hints
        return message
    }
}

extension Problem {
    private struct Sent: Encodable {
        var type: String
        var title: String
        var status: Int
        var code: String
        var field: String?
        var detail: String?
        var fix: String
        var request: String
        var messages: [SentMessage]?
    }

    package func response(_ language: Language, request: String) -> Response {
        let sentMessages = messages.map { SentMessage($0, language) }
        let words = language == .chinese ? code.wording.zh : code.wording.en
        let sent = Sent(
            type: "urn:jiyao:\(code.rawValue)", title: words.title, status: code.status.code, code: code.rawValue,
            field: field, detail: detail ?? sentMessages.first?.detail, fix: words.fix, request: request,
            messages: sentMessages.isEmpty ? nil : sentMessages)
        var response = Response.json(sent, status: code.status)
        response.headers[.contentType] = "application/problem+json"
        response.headers[.contentLanguage] = language.rawValue
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        if code == .noToken { response.headers[.wwwAuthenticate] = "Bearer" }
        // A body that was not read to its end would be taken for the next request.
        if code == .tooLarge || code == .tooSlow { response.headers[.connection] = "close" }
        return response
    }
}
