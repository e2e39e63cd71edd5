package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Circumstance;
import whybounce.catalogue.Words;
import whybounce.failure.DeliveryFailure.Unexplained;

/** An operator's own rules and words. */
class OwnRulesTest {

    private static final String RULE = """
            [[rule]]
            id = "gateway"
            cause = "content-spam"
            phrases = ["held by our gateway"]
            examples = ["550 5.7.1 Held by our gateway"]
            """;

    private static final Locale ENGLISH = Locale.ENGLISH;

    @TempDir
    private Path folder;

    @Test
    void aFolderThatIsNotThereChangesNothing() {
        var own = OwnRules.read(folder.resolve("nowhere"));
        assertThat(own.faults()).isEmpty();
        assertThat(own.files()).isEmpty();
        assertThat(own.catalogue().words("unknown", ENGLISH))
                .isEqualTo(Catalogue.shipped().words("unknown", ENGLISH));
    }

    @Test
    void aRuleWinsOverOursHoweverStrong() throws IOException {
        write("own.toml", """
                [[rule]]
                id = "partner"
                cause = "recipient-restricted"
                phrases = ["user unknown"]
                examples = ["550 5.1.1 user unknown"]
                """);
        var own = sound();
        assertThat(decided(own, "550 5.1.1 <ann@example.org>: user unknown in virtual mailbox table"))
                .isEqualTo("own.partner recipient-restricted");
        assertThat(decided(own, "host mx.example.org said: 550 5.1.1 user unknown"))
                .isEqualTo("own.partner recipient-restricted");
    }

    @Test
    void whatNoOwnRuleKnowsIsOurs() throws IOException {
        write("own.toml", RULE);
        var own = new Classifier(sound().catalogue());
        var ours = new Classifier(Catalogue.shipped());
        for (var reply : List.of("552 5.2.2 mailbox full", "550 5.7.26 sorry - gsmtp", "nothing", "")) {
            assertThat(own.diagnose(new Unexplained(reply), Optional.empty()))
                    .isEqualTo(ours.diagnose(new Unexplained(reply), Optional.empty()));
        }
    }

    @Test
    void aRuleForAProviderAsksForThatProvider() throws IOException {
        write("own.toml", """
                [[rule]]
                id = "google"
                cause = "server-error"
                provider = "google"
                status = ["x.7.1"]
                examples = ["550 5.7.1 no"]
                """);
        assertThat(decided(sound(), "550 5.7.1 no - gsmtp")).isEqualTo("own.google server-error");
        assertThat(decided(sound(), "550 5.7.1 no")).doesNotStartWith("own.");
    }

    @Test
    void wordsReplaceOursFieldByField() throws IOException {
        write("words.toml", """
                [words.rate-limited]
                sender = ["Call 4711."]
                happened = '''
                   Too many
                   at once.
                   '''

                [words.rate-limited.variant.google]
                postmaster = "Ask the bulk team."
                """);
        var ours = Catalogue.shipped().words("rate-limited", ENGLISH);
        var words = sound().catalogue().words("rate-limited", ENGLISH);
        assertThat(words.senderSteps()).containsExactly("Call 4711.");
        assertThat(words.happened()).isEqualTo("Too many at once.");
        assertThat(words.headline()).isEqualTo(ours.headline());
        var google = words.where(Optional.empty(), Optional.of("google"));
        assertThat(google.postmaster()).isEqualTo("Ask the bulk team.");
        assertThat(google.senderSteps()).containsExactly("Call 4711.");
        assertThat(google.postmasterSteps())
                .isEqualTo(ours.where(Optional.empty(), Optional.of("google")).postmasterSteps());
    }

    @Test
    void whatAnAttemptShowedKeepsItsOwnStory() throws IOException {
        write("words.toml", "[words.connection-lost]\nhappened = \"Gone.\"\n");
        var shown = Optional.of(Circumstance.AFTER_END_OF_DATA);
        var ours = Catalogue.shipped().words("connection-lost", ENGLISH).where(shown, Optional.empty());
        var words = sound().catalogue().words("connection-lost", ENGLISH);
        assertThat(words.happened()).isEqualTo("Gone.");
        assertThat(words.where(shown, Optional.empty()).happened()).isEqualTo(ours.happened());
    }

    @Test
    void adviceForOnesOwnPeopleIsNotForOthers() throws IOException {
        write("words.toml", "[words.mailbox-full]\nsender = [\"Call 4711.\"]\n");
        var ours = Catalogue.shipped().words("mailbox-full", ENGLISH);
        var words = sound().catalogue().words("mailbox-full", ENGLISH);
        assertThat(words.foreignSteps())
                .isEqualTo(ours.foreignSteps().isEmpty() ? ours.senderSteps() : ours.foreignSteps());
    }

    @Test
    void anotherLanguageIsAnotherFile() throws IOException {
        write("own.de.toml", "language = \"de\"\n[words.mailbox-full]\nheadline = \"das Postfach ist voll\"\n");
        var catalogue = sound().catalogue();
        assertThat(catalogue.words("mailbox-full", Locale.GERMANY).headline()).isEqualTo("das Postfach ist voll");
        assertThat(catalogue.words("mailbox-full", ENGLISH))
                .isEqualTo(Catalogue.shipped().words("mailbox-full", ENGLISH));
    }

    @Test
    void aRuleMayBringItsWords() throws IOException {
        write("own.toml", RULE + "[rule.words]\nheadline = \"our gateway holds it\"\n");
        var words = sound().catalogue().words("content-spam", ENGLISH);
        assertThat(words.ofRule("own.gateway").orElseThrow().headline()).isEqualTo("our gateway holds it");
        assertThat(words.headline())
                .isEqualTo(Catalogue.shipped().words("content-spam", ENGLISH).headline());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cause = "content-spam" | cause = "content-spm"           | 3: rule gateway: there is no cause content-spm; content-spam is meant?
            cause = "content-spam" | source = "me"                   | 1: rule gateway: needs cause
            cause = "content-spam" | cause = "content-spam"; provider = "gogle" | 4: rule gateway: there is no provider gogle; google is meant?
            id = "gateway"         | id = "a b"                      | 2: rule a b: id cannot be "a b": letters, digits, dots and hyphens only, 64 at most
            id = "gateway"         | id = 5                          | 2: id must be a quoted string
            phrases = ["held by our gateway"] | codes = ["550"]      | 2: rule gateway: would decide any server's reply with such a code: needs phrases, all, list or provider
            phrases = ["held by our gateway"] | phrases = ["550", "!"] | 4: rule gateway: phrases cannot hold "!": addresses, codes and punctuation do not count, and no word is left
            phrases = ["held by our gateway"] | phrases = ["held by the gateway"] | 5: rule gateway: this rule does not decide its own example 1: none of phrases is in it; what they are looked for in is "held by our gateway"
            id = "gateway"         | id = "gateway"; codes = ["4xx"] | 6: rule gateway: this rule does not decide its own example 1: its code is 550, and codes asks for 4xx
            id = "gateway"         | id = "gateway"; status = ["x.1.1"] | 6: rule gateway: this rule does not decide its own example 1: its enhanced status is 5.7.1, and status asks for x.1.1
            id = "gateway"         | id = "gateway"; none = ["held"] | 6: rule gateway: this rule does not decide its own example 1: "held" of none is in it
            id = "gateway"         | id = "gateway"; all = ["virus"] | 6: rule gateway: this rule does not decide its own example 1: "virus" of all is not in it; what it is looked for in is "held by our gateway"
            id = "gateway"         | id = "gateway"; stages = ["RCPT"] | 6: rule gateway: this rule does not decide its own example 1: stages asks for RCPT; an example says its stage in front, "RCPT: 550 no"
            id = "gateway"         | id = "gateway"; stages = ["RCTP"] | 3: rule gateway: stages cannot hold "RCTP", only such as "RCPT", "END_OF_DATA"
            id = "gateway"         | id = "gateway"; list = "adress" | 3: rule gateway: list cannot be "adress"
            id = "gateway"         | id = "gateway"; not = ["421 held by our gateway"] | 3: rule gateway: this rule decides what it must not, text 1 of not
            id = "gateway"         | id = "gateway"; words = {sender = []} | 3: rule gateway: words: sender is empty: leave it out, and what stands there otherwise is told
            id = "gateway"         | id = "gateway"; words = {sender = ""} | 3: rule gateway: words: sender must be a list
            id = "gateway"         | id = "gateway"; words.sender = [;"Call.",;" ",;] | 5: rule gateway: words: sender holds an empty step
            id = "gateway"         | id = "gateway"; words.sender = [;"Call.",;"{no}",;] | 5: rule gateway: words: the unknown placeholder no in "{no}"
            id = "gateway"         | id = "gateway"; words.headline = " " | 3: rule gateway: words: headline is empty
            id = "gateway"         | id = "gateway"; words.headline = "a\\u001b[2J" | 3: rule gateway: words: the control character U+001B in "a�[2J"
            id = "gateway"         | id = "gateway"; words.sender = ["\u202eCall."] | 3: rule gateway: words: the control character U+202E in "�Call."
            phrases = ["held by our gateway"] | provider = "google" | 2: rule gateway: asks for a provider only: needs codes, status, phrases, all or list
            phrases = ["held by our gateway"] | phrases = ["held by*our gateway"] | 4: rule gateway: phrases cannot hold "held by*our gateway": * stands at the very beginning or end of a phrase, or of its part before or behind "..."
            phrases = ["held by our gateway"] | phrases = ["held* by our gateway"] | 4: rule gateway: phrases cannot hold "held* by our gateway": * stands at the very beginning or end of a phrase, or of its part before or behind "..."
            phrases = ["held by our gateway"] | phrases = ["held ... our ... gateway"] | 4: rule gateway: phrases cannot hold "held ... our ... gateway": "..." stands once, between two words and with a space on both sides
            phrases = ["held by our gateway"] | phrases = ["held...gateway"] | 4: rule gateway: phrases cannot hold "held...gateway": "..." stands once, between two words and with a space on both sides
            phrases = ["held by our gateway"] | phrases = ["gateway ... held"] | 5: rule gateway: this rule does not decide its own example 1: both parts of "gateway ... held" are in it, but not in this order with at most 80 characters between them
            id = "gateway"         | id = "gateway"; all = ["our ... held"] | 6: rule gateway: this rule does not decide its own example 1: both parts of "our ... held" are in it, but not in this order with at most 80 characters between them
            id = "gateway"         | id = "gateway"; list = "domain" | 6: rule gateway: this rule does not decide its own example 1: list asks for domain, and it names no block list of this kind that is known
            id = "gateway"         | id = "gateway"; provider = "postfix" | 6: rule gateway: this rule does not decide its own example 1: nothing in it tells that postfix speaks, and provider asks for it
            cause = "content-spam" | cause = "not-a-failure"         | 5: rule gateway: this rule does not decide its own example 1: a reply of 500 and above refuses for good, and is never told as not-a-failure
            id = "gateway"         | id = "gateway"; words = {headlin = "no"} | 3: rule gateway: words: unknown key headlin; headline is meant?
            """)
    void aMistakeIsToldWithFileLineAndRule(String line, String instead, String message) throws IOException {
        write("own.toml", RULE.replace(line, instead.replace("; ", "\n").replace(";", "\n")));
        assertThat(OwnRules.read(folder).faults())
                .extracting(Throwable::getMessage)
                .contains("own.toml:" + message);
    }

    @Test
    void partsTooFarApartAreTold() throws IOException {
        write(
                "own.toml",
                RULE.replace("[\"held by our gateway\"]", "[\"held ... gateway\"]")
                        .replace("Held by our", "Held by" + " one or the other".repeat(6)));
        assertThat(OwnRules.read(folder).faults())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("both parts of \"held ... gateway\" are in it");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            longer phrases   | all = ["gateway"]  |                          | it has the longer phrases, or stands first, or this one is weak
            a provider first | provider = "google"; phrases = ["gateway"] | phrases = ["held by our gateway"] | it goes by words of a provider, and this one by words
            a code alone     | provider = "google"; status = ["x.7.1"] | phrases = ["held by our gateway"] | it goes by a provider's enhanced code, and this one by words
            """)
    void whatDecidesBetweenTwoOwnRulesIsTold(String what, String stronger, String weaker, String why)
            throws IOException {
        String google = RULE.replace("\"gateway\"", "\"stronger\"")
                .replace("Held by our gateway", "Held by our gateway - gsmtp");
        String first = stronger.contains("phrases") || stronger.contains("status")
                ? google.replace("phrases = [\"held by our gateway\"]", stronger.replace("; ", "\n"))
                : google.replace("cause", stronger + "\ncause");
        write("a.toml", first);
        write("b.toml", RULE.replace("Held by our gateway", "Held by our gateway - gsmtp"));
        assertThat(OwnRules.read(folder).faults())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith("the rule own.stronger does, cause content-spam; " + why);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            language = "de" | de | Gehalten.
            language = "de" | en | Ours.
            language = "en" | en | Gehalten.
            ''              | en | Gehalten.
            language = "de" | de-AT | Gehalten.
            """)
    void aRulesWordsAreInTheLanguageOfItsFile(String language, String reader, String headline) throws IOException {
        write("own.toml", language + "\n" + RULE + "words.headline = \"Gehalten.\"\n");
        var words = sound().catalogue().words("content-spam", Locale.forLanguageTag(reader));
        assertThat(words.ofRule("own.gateway").map(Words::headline).orElse("Ours."))
                .isEqualTo(headline);
    }

    @Test
    void aRulesWordsComeBeforeThoseForAProviderAndKeepWhatTheyLeaveOut() throws IOException {
        write(
                "own.toml",
                RULE.replace("content-spam", "rate-limited") + "words.headline = \"Held.\"\n"
                        + "[words.rate-limited.variant.google]\nheadline = \"Google.\"\npostmaster = \"Ask the bulk team.\"\n");
        var words = sound().catalogue()
                .words("rate-limited", ENGLISH)
                .ofRule("own.gateway")
                .orElseThrow();
        var google = words.where(Optional.empty(), Optional.of("google"));
        assertThat(google.headline()).isEqualTo("Held.");
        assertThat(google.postmaster()).isEqualTo("Ask the bulk team.");
    }

    @Test
    void whatIsNoFolderOrNoFileIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("file"), RULE);
        assertThat(OwnRules.read(file).faults()).singleElement().asString().contains(".:1: is a file: make a folder");
        var nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(OwnRules.read(nowhere).faults())
                .singleElement()
                .asString()
                .contains(".:1: is a link that leads nowhere");
        Files.createSymbolicLink(folder.resolve("a.toml"), folder.resolve("nowhere.toml"));
        Files.createDirectory(folder.resolve("b.toml"));
        write("c\u001b.toml", RULE);
        assertThat(OwnRules.read(folder).faults())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "a.toml:1: is a link that leads nowhere: mend the link, or delete it",
                        "b.toml:1: is no file: rename it, or move it elsewhere",
                        "c\ufffd.toml:1: has a control character in its name: rename it");
    }

    @Test
    void whatIsNoTomlIsToldWithItsLine() throws IOException {
        write("own.toml", RULE.replace("\"gateway\"", "\"gateway"));
        assertThat(OwnRules.read(folder).faults())
                .first()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("own.toml:2: not TOML: ");
    }

    @Test
    void allMistakesAreToldAtOnceInOrder() throws IOException {
        write("a.toml", RULE + RULE + "[words.mailbox-ful]\nheadline = \"{no}\"\n");
        write("b.toml", "rules = 1\n[words.unknown]\n[words.mailbox-full.variant.gogle]\nsender = \"x\"\n");
        assertThat(OwnRules.read(folder).faults())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "a.toml:7: rule gateway: a second rule with this id",
                        "a.toml:11: words mailbox-ful: there is no cause mailbox-ful; mailbox-full is meant?",
                        "a.toml:12: words mailbox-ful: the unknown placeholder no in \"{no}\"",
                        "b.toml:1: unknown key rules; rule is meant?",
                        "b.toml:2: words unknown: changes nothing",
                        "b.toml:3: words mailbox-full: variant gogle: neither a provider nor one of no-such-domain,"
                                + " null-mx, mx-without-address, after-end-of-data; google is meant?",
                        "b.toml:4: words mailbox-full: variant gogle: sender must be a list");
    }

    @Test
    void aFaultyFolderChangesNothing() throws IOException {
        write("good.toml", RULE);
        write("worse.toml", RULE.replace("id = \"gateway\"", "id = \"other\"").replace("content-spam", "spam"));
        var own = OwnRules.read(folder);
        assertThat(own.faults()).hasSize(1);
        assertThat(own.catalogue()).isSameAs(Catalogue.shipped());
    }

    @Test
    void tooMuchIsToldAndNotRead() throws IOException {
        write("large.toml", "#".repeat(600 << 10));
        assertThat(OwnRules.read(folder).faults())
                .extracting(Throwable::getMessage)
                .containsExactly("large.toml:1: too large: the files may have 524288 bytes together");
    }

    @Test
    void oneRuleTooManyIsNamed() throws IOException {
        var many = new StringBuilder();
        for (int i = 0; i < 502; i++) {
            many.append("[[rule]]\nid='r")
                    .append(i)
                    .append("'\ncause='mailbox-full'\nphrases=['a")
                    .append(i);
            many.append("']\nexamples=['a").append(i).append("']\n");
        }
        write("many.toml", many.toString());
        assertThat(OwnRules.read(folder).faults())
                .extracting(Throwable::getMessage)
                .containsExactly("many.toml:2502: rule r500: one too many: 500 rules at most are read");
    }

    @Test
    void whatEditorsLeaveIsNotRead() throws IOException {
        write(".#own.toml", "[");
        write("own.toml~", "[");
        write("own.toml", (char) 0xFEFF + RULE.replace("\n", "\r\n"));
        assertThat(sound().files()).containsExactly("own.toml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = [", "a = {b=", "[", "[[rule", "a = \"\\u", "\0", "[words", "'''", "=", "a.b.", "a={"})
    void nothingInAFileThrows(String piece) throws IOException {
        write("own.toml", piece.repeat(2_000));
        assertThat(OwnRules.read(folder).faults()).isNotEmpty();
    }

    @Test
    void noSeedThrows() throws IOException {
        try (var seeds = Files.list(Path.of("src/test/corpus/own-rules"))) {
            for (var seed : seeds.toList()) {
                OwnRulesFuzz.run(Files.readAllBytes(seed), folder);
            }
        }
    }

    @Test
    void theExampleThatShipsIsGoodAndHarmless() {
        var example = OwnRules.read(Path.of("../conf/whybounce"));
        assertThat(example.faults()).isEmpty();
        assertThat(example.rules()).isEqualTo(1);
        assertThat(decided(example, "550 5.7.1 Message held by the Example Gateway, ticket 4711"))
                .isEqualTo("own.example-gateway content-spam");
    }

    @Test
    void noMutantOfAFileThrows() throws IOException {
        var random = new Random(20_261_121);
        String text = RULE + "[rule.words]\nsender = [\"Call[ {address}].\"]\n"
                + "[words.unknown.variant.google]\nheadline = \"x\"\n";
        byte[] good = text.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            var mutant = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            OwnRulesFuzz.run(mutant, folder);
        }
    }

    private OwnRules sound() {
        var own = OwnRules.read(folder);
        assertThat(own.faults()).isEmpty();
        return own;
    }

    private static String decided(OwnRules own, String reply) {
        return new Classifier(own.catalogue())
                .diagnose(new Unexplained(reply), Optional.empty())
                .best()
                .map(finding -> finding.rule() + " " + finding.cause().id())
                .orElse("");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
