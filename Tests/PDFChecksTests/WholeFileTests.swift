import PDFChecks
import Testing
