package whybounce.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import whybounce.catalogue.Catalogue;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Finds the causes that fit a failure. Thread-safe; never throws on what a server said. */
public final class Classifier {

    /** Enough to see whose they are, and short enough for a fact in a sentence. */
    private static final int MAX_HOSTS = 70;

    private final Catalogue catalogue;

    /** Whatever the first one says comes before the next is asked. */
    private final List<RuleBook> books;

    private final boolean readsFacts;

    public Classifier(Catalogue catalogue) {
        this(catalogue, books(catalogue), true);
    }

    private Classifier(Catalogue catalogue, List<RuleBook> books, boolean readsFacts) {
        this.catalogue = catalogue;
        this.books = books;
        this.readsFacts = readsFacts;
    }

    private static List<RuleBook> books(Catalogue catalogue) {
        var books = new ArrayList<RuleBook>(2);
        for (var layer : catalogue.layers()) {
            books.add(RuleBook.of(layer));
        }
        return books;
    }

    /** For rules that are ready, without facts. */
    static Classifier ofCauses(Catalogue catalogue, RuleBook rules) {
        return new Classifier(catalogue, List.of(rules), false);
    }

    /** The same, for who wants the causes only: findings without facts, sooner. */
    public Classifier withoutFacts() {
        return new Classifier(catalogue, books, false);
    }

    public Diagnosis diagnose(Attempt attempt) {
        return diagnose(attempt.failure(), attempt.peer());
    }

    public Diagnosis diagnose(DeliveryFailure failure, Optional<Peer> peer) {
        // Nearly every failure is a refusal: a short run never links the switch, which costs more than the whole
        // answer.
        return new Diagnosis(failure instanceof Refused refused ? refusal(refused, peer) : findings(failure, peer));
    }

    private List<Finding> refusal(Refused refused, Optional<Peer> peer) {
        return said(refused.said(), Optional.of(refused.stage()), peer);
    }

    private List<Finding> findings(DeliveryFailure failure, Optional<Peer> peer) {
        return switch (failure) {
            case Refused refused -> refusal(refused, peer);
            case Unexplained unexplained -> said(SmtpReply.parse(unexplained.text()), Optional.empty(), peer);
            case Broken broken ->
                withSession(
                        broken.partial().map(part -> said(part, Optional.of(broken.stage()), peer)), "connection-lost");
            case TlsFailed tls ->
                withSession(tls.reply().map(reply -> said(reply, Optional.of(Stage.STARTTLS), peer)), "tls-failed");
            case Unreachable unreachable -> List.of(session("host-unreachable"));
            // A smart host whose name leads nowhere is a slip of our own, and says nothing of the recipient.
            case NoRoute route -> List.of(session(isOurs(peer) ? "local-failure" : cause(route.why()), hosts(route)));
            case LocalRefusal local -> List.of(session(cause(local.what()), Amounts.sizesIn(local.detail())));
        };
    }

    private List<Finding> said(SmtpReply reply, Optional<Stage> stage, Optional<Peer> peer) {
        var whole = Said.of(reply, stage);
        var innermost = whole.innermost(reply);
        for (var rules : books) {
            var findings = said(whole, innermost, peer, rules);
            if (!findings.isEmpty()) {
                return findings;
            }
        }
        return List.of();
    }

    private List<Finding> said(Said whole, Said innermost, Optional<Peer> peer, RuleBook rules) {
        var judgement = rules.judge(innermost, peer);
        // A wrapper whose core says nothing known may still say something itself, though not by a topic alone.
        if (judgement.isEmpty() && innermost.isWithin(whole)) {
            judgement = rules.judge(whole, peer);
            if (!judgement.isDecided()) {
                return List.of();
            }
        }
        return judgement.isEmpty()
                ? List.of()
                : judgement.findings(readsFacts ? rules.facts(judgement, peer) : Map.of());
    }

    /** What the words of a reply say comes before what the connection showed; its bare code does not. */
    private List<Finding> withSession(Optional<List<Finding>> said, String cause) {
        var findings = new ArrayList<>(said.orElse(List.of()).stream()
                .filter(finding -> finding.evidence() != Evidence.REPLY_CODE)
                .toList());
        if (findings.stream().noneMatch(finding -> finding.cause().id().equals(cause))) {
            findings.add(session(cause));
        }
        return findings;
    }

    private static boolean isOurs(Optional<Peer> peer) {
        return peer.filter(Peer::isSmartHost).isPresent();
    }

    private static String cause(NoRoute.Why why) {
        return switch (why) {
            case NO_SUCH_DOMAIN -> "domain-not-found";
            case NULL_MX -> "domain-no-mail";
            // The address may well be right: the domain is there and means to take mail.
            case MX_WITHOUT_ADDRESS, SERVFAIL, TIMED_OUT -> "dns-failure";
        };
    }

    private static Map<String, String> hosts(NoRoute route) {
        var hosts = new StringJoiner(", ");
        for (var host : route.hosts()) {
            if (hosts.length() + host.length() > MAX_HOSTS) {
                return hosts.length() == 0
                        ? Map.of()
                        : Map.of("hosts", hosts.add("...").toString());
            }
            hosts.add(host);
        }
        return hosts.length() == 0 ? Map.of() : Map.of("hosts", hosts.toString());
    }

    private static String cause(LocalRefusal.What what) {
        return switch (what) {
            case TOO_LARGE -> "message-too-large";
            case NO_SMTPUTF8 -> "smtputf8-unsupported";
            case NO_REQUIRETLS -> "requiretls-unsupported";
            case FAULT -> "local-failure";
            case OUTBOUND_BLOCKED -> "outbound-blocked";
        };
    }

    private Finding session(String cause) {
        return session(cause, Map.of());
    }

    private Finding session(String cause, Map<String, String> facts) {
        return new Finding(catalogue.cause(cause), "session." + cause, Evidence.SESSION, Optional.empty(), facts);
    }
}
