package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.BudgetCheck;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The result as JUnit XML: one suite, and per architecture a case for the prediction, the promises and each budget. */
final class JUnitXml {
    private JUnitXml() {}

    private record Case(String name, List<String> failures) {}

    static String of(CompareResult result) {
        List<Case> cases = result.architectures().stream()
                .flatMap(architecture -> cases(architecture).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        result.failedDays()
                .forEach(day -> cases.add(new Case(
                        "%s: the day of seed %d is measured".formatted(day.architecture(), day.seed()),
                        List.of(day.why()))));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", result.gameday());
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(cases.stream()
                            .filter(one -> !one.failures().isEmpty())
                            .count()));
            xml.writeAttribute("timestamp", result.startedAt());
            for (Case one : cases) {
                write(xml, one);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an XML writer in memory failed", e);
        }
    }

    private static List<Case> cases(ArchitectureResult architecture) {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(
                architecture.architecture() + ": measured agrees with predicted",
                architecture.verdict() == Verdict.AGREES ? List.of() : List.of(architecture.why())));
        cases.add(new Case(architecture.architecture() + ": promises kept", architecture.broken()));
        for (BudgetCheck budget : architecture.budget()) {
            cases.add(new Case(
                    "%s: %s %s".formatted(architecture.architecture(), budget.figure(), budget.limit()),
                    budget.held() ? List.of() : List.of("measured " + budget.measured())));
        }
        return cases;
    }

    private static void write(XMLStreamWriter xml, Case one) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "gameday");
        xml.writeAttribute("name", one.name());
        for (String failure : one.failures()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", failure);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
