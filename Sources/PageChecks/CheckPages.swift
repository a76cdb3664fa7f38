package import FontAccess
package import PagedModel

/// Every rule in the order of the standard's clauses.
package let rulesOfOfficialDocuments: [Rule] =
    pageRules + headRules + titleRules + bodyRules + closingRules + imprintRules + pageNumberRules + otherRules
    + minutesRules

/// Measures laid-out pages against GB/T 9704-2012.
///
/// Only what stands on the pages counts: their runs, rules and structure. Cost is about that of reading the pages a few times.
/// - Throws: where a face the pages name is not in the library.
package func checkPages(_ document: PagedDocument, library: FontLibrary) throws(FontError) -> [RuleOutcome] {
    let reading = try PageReading(document, library: library)
    return rulesOfOfficialDocuments.map { RuleOutcome(rule: $0, verdict: $0.judge(reading)) }
}
