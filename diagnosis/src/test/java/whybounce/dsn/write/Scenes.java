package whybounce.dsn.write;

import static whybounce.dsn.write.Scene.attempt;
import static whybounce.dsn.write.Scene.delayed;
import static whybounce.dsn.write.Scene.failed;
import static whybounce.dsn.write.Scene.known;
import static whybounce.dsn.write.Scene.mx;
import static whybounce.dsn.write.Scene.refused;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.classify.Evidence;
import whybounce.explain.Reader;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.Stage;

/** The situations whose whole reports stand as golden files, by the name of their folder. */
final class Scenes {

    static final String HOSTILE = """
            550-5.7.1 <script>alert(1)</script> Your password expired!\u0000\u001b[31m\r
            550-5.7.1 Log in at https://evil.example/login?a=b or www.evil.example or mailto:x@evil.example\r
            550-5.7.1 \u202egpj.exe\u202c zero\u200bwidth Bcc: victim@evil.example\r
            550-Content-Type: text/html\r
            --=_whybounce_2f6c\r
            550-5.7.1 {recipient} [{sender}]\r
            550 5.7.1\s""" + "x".repeat(1_500) + "\r\n";

    private Scenes() {}

    static Map<String, byte[]> written() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("multi-line-550-5.7.26", unauthenticated(Reader.Kind.OWN_SENDER).written());
        all.put("two-recipients-different-errors", twoErrors().written());
        all.put("three-recipients-same-cause", threeFull().written());
        all.put("delayed", delay().written());
        all.put("expired", expired().written());
        all.put("unknown", Scene.refusal("550 Nope.").written());
        all.put("hostile-reply", Scene.refusal(HOSTILE).written());
        all.put("foreign-sender", unauthenticated(Reader.Kind.FOREIGN_SENDER).written());
        all.put("smart-host", smartHost(Reader.Kind.OWN_SENDER).written());
        all.put("smart-host-foreign", smartHost(Reader.Kind.FOREIGN_SENDER).written());
        all.put("smtputf8", smtputf8().written());
        all.put("unreachable", unreachable().written());
        all.put("postmaster-copy", unauthenticated(Reader.Kind.POSTMASTER).written());
        all.put("alias-headers-only", alias().written());
        all.put("plain", Scene.writtenPlain(twoErrors().report()));
        return all;
    }

    static Scene unauthenticated(Reader.Kind kind) {
        var reply = """
                550-5.7.26 Your email has been blocked because the sender is unauthenticated.\r
                550-5.7.26 The provider requires all senders to authenticate with either SPF or DKIM.\r
                550-5.7.26 \r
                550-5.7.26  Authentication results:\r
                550-5.7.26  DKIM = did not pass\r
                550-5.7.26  SPF [sender.example] with ip: [198.51.100.7] = did not pass\r
                550-5.7.26 \r
                550 5.7.26  For instructions, go to https://support.google.com/mail/answer/81126 4fb4d7f45d1cf-64a\r
                """;
        return new Scene()
                .reader(kind)
                .of(
                        failed(
                                "ann@example.org",
                                attempt(Scene.TRIED, mx("mx1.example.org"), refused(Stage.END_OF_DATA, reply))),
                        known(
                                "unauthenticated",
                                Evidence.PROVIDER_WORDING,
                                Map.of("address", "198.51.100.7"),
                                Optional.of("google")),
                        new Observation(
                                "SPF of sender.example",
                                Verdict.CONFIRMS,
                                "the record v=spf1 mx -all does not allow 198.51.100.7",
                                Optional.of(
                                        "Publish this record:\nsender.example. IN TXT \"v=spf1 mx ip4:198.51.100.7 -all\"")));
    }

    static Scene twoErrors() {
        return new Scene()
                .envelopeId("QQ+3D314159")
                .of(
                        failed(
                                "full@example.org",
                                attempt(
                                        Scene.TRIED,
                                        mx("mx.example.org"),
                                        refused(Stage.RCPT, "552 5.2.2 Mailbox full"))),
                        known("mailbox-full"))
                .of(
                        failed(
                                "bad@example.net",
                                new OriginalRecipient("rfc822", "bad@example.net"),
                                attempt(
                                        Scene.TRIED,
                                        mx("mx.example.net"),
                                        refused(Stage.RCPT, "550 5.1.1 <bad@example.net>: unknown"))),
                        known("recipient-unknown"));
    }

    private static Scene threeFull() {
        var scene = new Scene();
        for (var name : List.of("one", "two", "three")) {
            scene.of(
                    failed(
                            name + "@example.org",
                            attempt(
                                    Scene.TRIED,
                                    mx("mx.example.org"),
                                    refused(Stage.RCPT, "552 5.2.2 The mailbox of " + name + "@example.org is full"))),
                    known("mailbox-full"));
        }
        return scene;
    }

    static Scene delay() {
        return new Scene()
                .of(
                        delayed(
                                "ann@example.org",
                                Instant.parse("2026-11-25T08:15:00Z"),
                                attempt(
                                        Scene.TRIED,
                                        mx("mx.example.org"),
                                        refused(Stage.GREETING, "421 4.7.28 Too much mail from your network"))),
                        known("rate-limited"));
    }

    static Scene expired() {
        var attempts = new ArrayList<Attempt>();
        for (int hours : List.of(0, 1, 3, 6, 12, 24, 48, 72, 96, 120)) {
            attempts.add(attempt(
                    Scene.TRIED.plus(Duration.ofHours(hours)),
                    mx("mx.example.org"),
                    refused(Stage.GREETING, "421 Too much mail from your network")));
        }
        return new Scene().of(failed("ann@example.org", attempts.toArray(Attempt[]::new)), known("rate-limited"));
    }

    static Scene smartHost(Reader.Kind kind) {
        var gateway = new Peer("gw.inside.example", Optional.of("192.0.2.99"), 587, Peer.Role.SMART_HOST);
        return new Scene()
                .reader(kind)
                .of(
                        failed(
                                "ann@example.org",
                                attempt(
                                        Scene.TRIED,
                                        gateway,
                                        refused(Stage.RCPT, "550 5.7.1 Relaying denied (gw.inside)"))),
                        known("relay-denied"));
    }

    static Scene smtputf8() {
        return new Scene()
                .to("böb@sender.example")
                .of(
                        failed(
                                "änn+x@example.org",
                                attempt(
                                        Scene.TRIED,
                                        mx("mx.example.org"),
                                        refused(Stage.RCPT, "550 5.1.1 <änn+x@example.org>: unbekannt ✗"))),
                        known("recipient-unknown"))
                .original(new Original(
                        Optional.of("<m1@sender.example>"),
                        Optional.empty(),
                        Optional.of("Grüße aus Köln, und noch ein sehr langer Betreff, damit er gefaltet werden muß"),
                        Original.Returned.WHOLE,
                        () -> new java.io.ByteArrayInputStream(
                                "To: änn+x@example.org\r\nSubject: Grüße\r\n\r\nHallo Änn\r\n"
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    private static Scene unreachable() {
        return new Scene()
                .of(
                        failed(
                                "ann@example.org",
                                attempt(
                                        Scene.TRIED.plus(Duration.ofDays(5)),
                                        mx("mx.example.org"),
                                        new Unreachable(Unreachable.Why.REFUSED))),
                        known("host-unreachable", Evidence.SESSION, Map.of()));
    }

    static Scene alias() {
        return new Scene()
                .of(
                        failed(
                                "secret@hidden.example",
                                new OriginalRecipient("rfc822", "sales+2Beu@example.org"),
                                attempt(
                                        Scene.TRIED,
                                        mx("mx.hidden.example"),
                                        refused(Stage.RCPT, "550 5.1.1 <secret@hidden.example>: unknown"))),
                        known("recipient-unknown"))
                .original(
                        Scene.original(Scene.ORIGINAL.getBytes(StandardCharsets.US_ASCII), Original.Returned.HEADERS));
    }

    /** Fifty recipients, each with an answer of its own of eight lines. */
    static Scene fifty() {
        var scene = new Scene();
        for (int i = 0; i < 50; i++) {
            var lines = String.join(
                    "\r\n", Collections.nCopies(7, "550-5.2.2 mailbox " + i + " is full, " + "w".repeat(60)));
            scene.of(
                    failed(
                            "recipient" + i + "@department" + i + ".example.org",
                            attempt(
                                    Scene.TRIED,
                                    mx("mx" + i + ".example.org"),
                                    refused(Stage.RCPT, lines + "\r\n550 5.2.2 end\r\n"))),
                    known(i % 2 == 0 ? "mailbox-full" : "recipient-unknown"));
        }
        return scene;
    }
}
