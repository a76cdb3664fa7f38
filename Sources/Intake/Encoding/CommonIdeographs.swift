import Provenance

/// The ideographs most used in written Chinese, simplified and traditional: what text in a known encoding is made of,
/// and text in a wrong one is not.
enum CommonIdeographs {
    /// The share of common ideographs among the scalars beyond ASCII that are letters; marks and symbols count nothing.
    struct Share {
        var common = 0
        var of = 0

        /// - Parameter scalar: beyond ASCII.
        @inline(__always)
        mutating func take(_ scalar: UInt32) {
            switch scalar {
            // General punctuation to CJK marks, and full-width forms.
            case 0x2000...0x3006, 0x3008...0x33FF, 0xFF00...0xFFFF: return
            case 0..<0x10000: if isCommon[Int(scalar)] { common += 1 }
            default: break
            }
            of += 1
        }
    }

    static func share(of text: [UInt8]) -> Share {
        var share = Share()
        let text = text.span
        var at = 0
        while at < text.count {
            let start = at
            let width = utf8Width(text[start])
            at += width
            if width > 1, at <= text.count { share.take(utf8Scalar(text, start, width)) }
        }
        return share
    }

    static func contains(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x10000 && isCommon[Int(scalar.value)] }

    private static let isCommon: [Bool] = {
        var table = [Bool](repeating: false, count: 0x10000)
        for scalar in (simplified + traditional).unicodeScalars { table[Int(scalar.value)] = true }
        return table
    }()

    private static let simplified = """
        的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进\
        着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各\
        重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次\
        品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治\
        北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示\
        议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深\
        难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层\
        片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严镇村街社区居业协商表决审议批准履职监督代表出席列席主持秘书届召候选票赞弃反阶\
        李刘陈杨赵黄吴徐孙胡朱郭何罗梁宋郑谢韩唐冯邓曹彭曾肖田董潘袁蔡蒋余杜叶魏苏吕丁沈任姚卢傅钟姜崔谭陆汪范廖石贾夏韦方邹熊白孟秦邱侯尹薛雷
        """
    private static let traditional = """
        個們來時為國這會說對學發動過種後經進電現實當應開還關線間數與變條沒結問無軍題黨黎員總級圖統將組見計別運農幾區強決戰則據處隊給門造規熱領東導\
        壓爭濟階術極聯認權證轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況傳許廣記觀越織裝眾書複復兒須際驗連斷難礦備辦習響約勞團歷構稱準號維\
        劃選標寫親養層專狀廠識適屬圓滿縣參紅細聽該鐵價嚴長點業體機產義樣兩從邊論設質氣貫論審議監履職準員會議記錄紀要開幕閉通過屆席聽取報告
        """
}
