/// Family names of one character: without those that mostly are other words (党, 全, 时).
let surnames = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊
    秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单
    季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景卜宗池应晏佘桑闵桂卞边郎仇燕卫
    苟冀荆栾封鞠隋郁米虞栗糜宫班仲谈宣臧揭储楚占屠郜巩寇郗乐慕匡鄢费来仝冼敖花阙伏印晋邸席保杭甄敬满巴明由海库那
    柏习廉邬皮湛禹狄贝茅麻危刁支昝裘贲钮嵇荣荀於惠芮羿汲富巫乌隗宓仰伊钭厉戎祖束幸薄宿邰鄂索籍蔺阴胥苍莘贡劳逄姬扶郦雍濮寿扈浦瞿茹宦戈庾暨衡沃蔚隆晁冷訾阚沙丰巢蒯查竺权逯盖桓邝佟帅亓亢原奚尧展师恽折朴母丛才苑闪铁雒续衣冶檀楼洛漆盘矫粟练肇茆
    """.unicodeScalars.filter { !isBlank($0) })

/// Family names of two characters.
let compoundSurnames = PhraseTable("欧阳 上官 司马 诸葛 司徒 东方 皇甫 令狐 慕容 尉迟 长孙 公孙 夏侯 端木 呼延 淳于 宇文 澹台 闻人 拓跋")

/// Characters that end words of office and place, hardly ever a given name.
let neverInGivenNames = Set("会等们的了部局委院员市县省区厅处议届团是在和与及将被把各该其这那任席记长主副为我你他她".unicodeScalars)
