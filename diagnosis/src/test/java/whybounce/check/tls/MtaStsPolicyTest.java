package whybounce.check.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.tls.MtaStsPolicy.Reading;

/** Policy files of RFC 8461 section 3.2; a bar stands for a line end. */
class MtaStsPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "version: STSv1|mode: enforce|mx: mail.example.com|mx: *.example.net|max_age: 604800, enforce 604800 mail.example.com *.example.net",
        "mx: a.example|max_age: 0|mode: testing|version: STSv1|, testing 0 a.example", // any order
        "version:STSv1|mode:none|max_age:86400, none 86400 ", // no server is needed for none
        "version: STSv1|mode: enforce|mode: none|mx: A.Example|max_age: 9|max_age: 8|new: thing, enforce 9 a.example",
        "version: STSv1|mode: enforce|mx: bücher.example|max_age: 9, enforce 9 bücher.example",
    })
    void policies(String file, String read) {
        assertThat(read(file)).isInstanceOfSatisfying(Reading.Policy.class, found -> {
            var policy = found.policy();
            assertThat(policy.mode() + " " + policy.maxAge() + " " + String.join(" ", policy.patterns()))
                    .isEqualTo(read == null ? "" : read.endsWith("86400") ? read + " " : read);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                                                   no line \"version: STSv1\"",
        "mode: enforce|mx: a.example|max_age: 9,                               no line \"version: STSv1\"",
        "version: STSv2|mode: enforce|mx: a.example|max_age: 9,                no line \"version: STSv1\"",
        "version: STSv1|mx: a.example|max_age: 9,                              its mode is none of",
        "version: STSv1|mode: strict|mx: a.example|max_age: 9,                 its mode is none of",
        "version: STSv1|mode: enforce|mx: a.example,                           its max_age is no number",
        "version: STSv1|mode: enforce|mx: a.example|max_age: 31557601,         its max_age is no number",
        "version: STSv1|mode: enforce|mx: a.example|max_age: -1,               its max_age is no number",
        "version: STSv1|mode: enforce|mx: a.example|max_age: 99999999999999999999, its max_age is no number",
        "version: STSv1|mode: enforce|max_age: 9,                              it names no mail server",
        "'version: STSv1|mode: enforce|mx: a.example, b.example|max_age: 9',   'no mail server can be called a.example, b.example'",
        "version: STSv1|mode: enforce|mx: mx*.a.example|max_age: 9,            no mail server can be called",
        "version: STSv1|mode: enforce|mx: 10 a.example|max_age: 9,             no mail server can be called",
        "<html>|<body>not found</body>,                                        a line of it has no colon: <html>",
    })
    void noPolicies(String file, String why) {
        assertThat(read(file))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class, none -> assertThat(none.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.com, mail.example.com,   true",
        "mail.example.com, MAIL.Example.com,   true",
        "mail.example.com, mail2.example.com,  false",
        "*.example.com,    mail.example.com,   true",
        "*.example.com,    example.com,        false",
        "*.example.com,    a.mail.example.com, false", // one label
        "*.example.com,    mailexample.com,    false",
    })
    void servers(String pattern, String host, boolean allowed) {
        assertThat(read("version: STSv1|mode: enforce|max_age: 9|mx: " + pattern))
                .isInstanceOfSatisfying(
                        Reading.Policy.class,
                        found -> assertThat(found.policy().allows(host)).isEqualTo(allowed));
    }

    private static Reading read(String file) {
        return MtaStsPolicy.read(file.replace("|", "\r\n"));
    }
}
