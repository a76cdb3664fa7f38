/// What a document says of itself rather than of the meeting: 版头 and 版记 (GB/T 9704 7.2, 7.4).
///
/// A record gives them in `"document"`; an office's settings stand in where it does not.
package enum DocumentFact: String, Sendable, Hashable, CaseIterable {
    /// 发文机关
    case organ
    /// 发文字号, `清政发〔2031〕3号`
    case documentNumber = "document_number"
    /// 份号
    case copyNumber = "copy_number"
    /// 密级和保密期限
    case secrecy
    /// 紧急程度
    case urgency
    /// 签发人
    case signer
    /// 主送 and 抄送
    case sentTo = "sent_to"
    case copiedTo = "copied_to"
    /// 印发机关 and 印发日期
    case issuer
    case issued
    /// 印数
    case copies
    /// 署名 and 成文日期
    case signatory
    case signedOn = "signed_on"
    /// 附注
    case remark
}

/// 附件, bound with the text (GB/T 9704 7.3.7).
package struct Annex: Sendable, Hashable {
    package var title: PlacedText
    package var paragraphs: [PlacedText]

    package init(title: PlacedText, paragraphs: [PlacedText] = []) {
        self.title = title
        self.paragraphs = paragraphs
    }
}
