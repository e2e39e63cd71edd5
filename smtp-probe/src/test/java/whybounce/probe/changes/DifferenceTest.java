package whybounce.probe.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Subject;

/** What has changed between two checks; a finding is written as its id, its grade's first letter, and its words. */
class DifferenceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a G x + b P y, a G x + b P y,  '',                    a b",
        "a G x,         a P x,          a G x -> a P x,        a",
        "a G x,         a G z,          a G x -> a G z,        a",
        "a G x,         a G x + b P y,  new b P y,             a b",
        "a G x + b P y, a G x,          gone b P y,            a",
        "a P x + a P y, a P y,          gone a P x,            a", // two of the same kind
        "a P x + a P y, a P y + a P z,  a P x -> a P z,        a a",
        "'',            a G x + a G x,  new a G x + new a G x, a a",
        "a P x,         a N timed-out,  '',                    a", // nobody knows: it stays
        "a P x + b G y, c N timed-out,  '',                    a b", // the same subject
        "a P x,         b N t + a P x,  '',                    a",
    })
    void changes(String before, String now, String changes, String kept) {
        var difference =
                Difference.between(findings(before).stream().map(Kept::of).toList(), findings(now));
        assertThat(difference.changes().stream().map(DifferenceTest::text).collect(Collectors.joining(" + ")))
                .isEqualTo(changes);
        assertThat(difference.toKeep().stream().map(Kept::id).collect(Collectors.joining(" ")))
                .isEqualTo(kept);
    }

    @Test
    void whatIsKeptIsReadBack() throws IOException {
        var file = folder.resolve("last.json");
        var kept = findings("a G x + b P y").stream().map(Kept::of).toList();
        var result = new LastResult("example.com", Instant.parse("2026-11-30T21:00:00Z"), kept);
        assertThat(LastResult.read(file)).isEmpty();
        result.write(file);
        assertThat(LastResult.read(file)).contains(result);
        assertThat(Files.readString(file)).startsWith("{\"version\":1,\"checked\":\"example.com\"");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "no JSON",
                "{\"version\":2,\"checked\":\"example.com\",\"time\":\"2026-11-30T21:00:00Z\",\"findings\":[]}",
                "{\"version\":1,\"checked\":\"example.com\",\"time\":\"today\",\"findings\":[]}",
                "{\"version\":1,\"time\":\"2026-11-30T21:00:00Z\",\"findings\":[{\"subject\":\"x\",\"grade\":\"good\"}]}"
            })
    void anotherFileIsNotRead(String content) throws IOException {
        var file = Files.writeString(folder.resolve("last.json"), content);
        assertThatThrownBy(() -> LastResult.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "last.json is no result of a check that this version can read; move it away to begin anew");
    }

    private static List<Finding> findings(String text) {
        return Arrays.stream(text.split(" \\+ "))
                .filter(one -> !one.isEmpty())
                .map(one -> one.split(" ", -1))
                .map(words -> Finding.of(Subject.SPF, words[0], grade(words[1]), words[2]))
                .toList();
    }

    private static Grade grade(String letter) {
        return Arrays.stream(Grade.values())
                .filter(grade -> grade.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Change change) {
        return switch (change) {
            case Change.New(var finding) -> "new " + text(Kept.of(finding));
            case Change.Changed(var before, var finding) -> text(before) + " -> " + text(Kept.of(finding));
            case Change.Gone(var before) -> "gone " + text(before);
        };
    }

    private static String text(Kept kept) {
        return kept.id() + " " + kept.grade().name().charAt(0) + " " + kept.says();
    }
}
