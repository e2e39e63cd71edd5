package whybounce.it;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.it.ParsedReport.value;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import whybounce.it.ParsedReport.Field;

/** What holds for every report, whatever it is about. */
final class MachineRules {

    private static final Set<String> MESSAGE_FIELDS =
            Set.of("original-envelope-id", "reporting-mta", "dsn-gateway", "received-from-mta", "arrival-date");
    private static final Set<String> RECIPIENT_FIELDS = Set.of(
            "original-recipient",
            "final-recipient",
            "action",
            "status",
            "remote-mta",
            "diagnostic-code",
            "last-attempt-date",
            "final-log-id",
            "will-retry-until");

    /** No report of these tests is older. */
    private static final Duration RECENT = Duration.ofMinutes(15);

    private MachineRules() {}

    static void check(byte[] bytes, ParsedReport report, Scenario scenario) {
        layout(report);
        lines(bytes);
        header(report, scenario);
        message(report, scenario);
        report.recipients().forEach(block -> recipient(block, scenario));
        assertThat(report.finalRecipients()).as("a recipient is told once").doesNotHaveDuplicates();
        returned(report, scenario);
        calm(report);
    }

    // RFC 6522 section 3, RFC 3464 section 2.1, RFC 6533 section 3.
    private static void layout(ParsedReport report) {
        assertThat(report.contentType().toLowerCase(Locale.ROOT))
                .startsWith("multipart/report")
                .containsPattern("report-type=\"?delivery-status\"?");
        assertThat(report.parts()).hasSize(3);
        assertThat(report.parts().get(0)).isEqualTo("multipart/alternative");
        assertThat(report.parts().get(1)).isIn("message/delivery-status", "message/global-delivery-status");
        assertThat(report.parts().get(2))
                .isIn("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");
        assertThat(report.text()).isNotBlank();
        assertThat(report.html()).startsWith("<!DOCTYPE html>");
        if (report.parts().get(1).equals("message/delivery-status")) {
            assertThat(report.machine().text()).matches("[\\t\\r\\n\\x20-\\x7e]+");
        }
    }

    // RFC 5322 section 2.1.1.
    private static void lines(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(998);
        assertThat(text.replace("\r\n", "")).as("bare CR or LF").doesNotContain("\r", "\n");
        assertThat(text.substring(0, text.indexOf("\r\n\r\n"))).matches("[\\t\\r\\n\\x20-\\x7e]+");
    }

    // RFC 3834 sections 3.1 and 5, RFC 3464 section 2.
    private static void header(ParsedReport report, Scenario scenario) {
        for (var name : List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Language")) {
            assertThat(report.header().stream().filter(field -> field.is(name)))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(report.headerField("Return-Path")).contains("<>");
        assertThat(report.headerField("Auto-Submitted")).contains("auto-replied");
        original(scenario, "Message-ID").ifPresent(id -> {
            assertThat(report.headerField("In-Reply-To")).contains(id);
            assertThat(report.headerField("References").orElse("")).endsWith(id);
        });
        var date = ZonedDateTime.parse(report.headerField("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(Duration.between(date.toInstant(), Instant.now()).abs()).isLessThan(RECENT);
    }

    private static java.util.Optional<String> original(Scenario scenario, String name) {
        return scenario.mail()
                .text()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.indexOf(':') > 0)
                .map(Field::parse)
                .filter(field -> field.is(name))
                .map(Field::value)
                .findFirst();
    }

    // RFC 3464 section 2.2.
    private static void message(ParsedReport report, Scenario scenario) {
        var fields = report.blocks().getFirst();
        assertThat(value(fields, "Reporting-MTA").orElse("")).matches("dns; \\S+");
        names(fields, MESSAGE_FIELDS);
        assertThat(value(fields, "Original-Envelope-Id").isPresent())
                .as("Original-Envelope-Id only with ENVID")
                .isEqualTo(scenario.from().contains("ENVID=") && isToSender(report, scenario));
    }

    private static boolean isToSender(ParsedReport report, Scenario scenario) {
        return report.headerField("To").orElse("").contains(scenario.sender());
    }

    // RFC 3464 section 2.3.
    private static void recipient(List<Field> fields, Scenario scenario) {
        names(fields, RECIPIENT_FIELDS);
        var action = value(fields, "Action").orElse("");
        assertThat(action).isIn("failed", "delayed");
        assertThat(value(fields, "Final-Recipient").orElse("")).matches("(rfc822|utf-8); \\S+@\\S+");
        assertThat(value(fields, "Status").orElse("")).matches("[45]\\.\\d{1,3}\\.\\d{1,3}( \\(.*\\))?");
        assertThat(value(fields, "Will-Retry-Until").isPresent()).isEqualTo(action.equals("delayed"));
        value(fields, "Diagnostic-Code").ifPresent(code -> assertThat(code).matches("(smtp; \\d{3}|[xX]-[\\w-]+; ).*"));
        value(fields, "Original-Recipient")
                .ifPresent(original -> assertThat(scenario.to())
                        .as("Original-Recipient only from ORCPT")
                        .anyMatch(to -> to.contains("ORCPT=" + original.replace("; ", ";"))));
    }

    private static void names(List<Field> fields, Set<String> known) {
        var names = fields.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> known.contains(name) || name.startsWith("x-"));
    }

    /** The original's header fields stand as they were, and where all of it goes back, its body byte for byte. */
    private static void returned(ParsedReport report, Scenario scenario) {
        var returned = report.returned().text();
        var original = scenario.mail().text();
        int end = original.indexOf("\r\n\r\n") + 2;
        // James puts MIME-Version in front of the others when it takes Bcc out.
        assertThat(returned.lines())
                .containsAll(original.substring(0, end).lines().toList());
        if (report.parts().get(2).equals("message/rfc822")) {
            assertThat(returned).endsWith(original.substring(end));
        }
    }

    /** No control or bidirectional character reaches a person. */
    private static void calm(ParsedReport report) {
        for (var text : List.of(
                report.text(), report.html(), report.headerField("Subject").orElse(""))) {
            assertThat(text).doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]|[\\u202a-\\u202e\\u2066-\\u2069\\u200b]");
        }
    }
}
