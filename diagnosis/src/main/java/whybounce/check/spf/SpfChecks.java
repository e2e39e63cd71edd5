package whybounce.check.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.PublicAddress;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.Question;

/** What SPF says of a sender's domain and of the addresses that send for it. */
public final class SpfChecks {

    private static final int MOST_LOOKUPS = 10;

    private static final String[] UNPROVEN = {"spf-fail", "unauthenticated"};

    private final Dns dns;

    public SpfChecks(Dns dns) {
        this.dns = dns;
    }

    /** What is found in the record itself, whoever sends. */
    public List<Finding> record(DomainName domain) {
        var answer = dns.ask(Question.txt(domain.text()));
        if (answer instanceof CouldNotAsk<String>(var why)) {
            return List.of(finding("spf-record", Grade.NOT_TESTED, "The DNS gave " + Came.text(why) + "."));
        }
        var records = answer instanceof Found<String>(var texts)
                ? texts.stream().filter(SpfRecord::isOne).toList()
                : List.<String>of();
        return switch (records.size()) {
            case 0 -> List.of(answer instanceof NoSuchName<String> ? noDomain(domain) : none(domain));
            case 1 -> of(domain, records.getFirst());
            default -> List.of(several(domain, records));
        };
    }

    private static Finding none(DomainName domain) {
        return finding(
                        "spf-record",
                        Grade.PROBLEM,
                        domain + " has no SPF record, so that no address is named as one of its senders.")
                .mendedBy(Remedy.step(
                        "Publish one that names whatever sends for the domain.", Remedy.dig("TXT", domain.text())))
                .confirms("unauthenticated");
    }

    private static Finding noDomain(DomainName domain) {
        return finding("spf-record", Grade.PROBLEM, domain + " does not exist, so it has no SPF record either.")
                .confirms("unauthenticated");
    }

    private static Finding several(DomainName domain, List<String> records) {
        var merged = SpfAdvice.merged(records);
        var step = "Keep one of them and delete the others.";
        return finding(
                        "spf-record",
                        Grade.PROBLEM,
                        domain + " has " + records.size() + " SPF records. With more than one, none counts.")
                .seen(records.stream().map(Foreign::text).limit(MOST_LOOKUPS).toList())
                .mendedBy(merged.map(one -> Remedy.txt("Replace them by one.", domain.text(), one))
                        .orElseGet(() -> Remedy.step(step, Remedy.dig("TXT", domain.text()))))
                .confirms(UNPROVEN);
    }

    private List<Finding> of(DomainName domain, String record) {
        var findings = new ArrayList<Finding>();
        var broken = SpfRecord.parse(record).firstBroken();
        if (broken.isPresent()) {
            findings.add(broken(domain, record, broken.get()));
        } else {
            findings.add(finding("spf-record", Grade.GOOD, domain + " has one SPF record that can be read.")
                    .seen(Foreign.text(record)));
            findings.add(size(domain, record));
        }
        SpfAdvice.warnings(record).forEach(warning -> findings.add(warned(domain, warning)));
        return findings;
    }

    private static Finding warned(DomainName domain, SpfAdvice.Warning warning) {
        return finding("spf-terms", Grade.WARNING, warning.says())
                .mendedBy(warning.record()
                        .map(better -> Remedy.txt(warning.step(), domain.text(), better))
                        .orElseGet(() -> Remedy.step(warning.step(), Remedy.dig("TXT", domain.text()))));
    }

    private static Finding broken(DomainName domain, String record, SpfTerm.Broken term) {
        var says = "The SPF record of " + domain + " cannot be read: \"" + Foreign.text(term.text()) + "\" is "
                + said(term.why()) + ". One mistake makes all of it void.";
        return finding("spf-record", Grade.PROBLEM, says)
                .seen(Foreign.text(record))
                .mendedBy(SpfAdvice.mended(record)
                        .map(good -> Remedy.txt("Put it right.", domain.text(), good))
                        .orElseGet(() -> Remedy.step("Put that term right.", Remedy.dig("TXT", domain.text()))))
                .confirms(UNPROVEN);
    }

    private static String said(String why) {
        return why.startsWith("no ") || why.startsWith("a ") ? why : "wrong: " + why;
    }

    private Finding size(DomainName domain, String record) {
        var size = SpfSize.of(dns, domain.text(), record);
        if (size.circle().isPresent()) {
            return circle(domain, record, size.circle().get());
        }
        int lookups = size.lookups();
        if (lookups <= MOST_LOOKUPS) {
            return finding(
                    "spf-lookups", Grade.GOOD, "It takes " + lookups + " of the ten DNS look-ups that are allowed.");
        }
        return finding(
                        "spf-lookups",
                        Grade.PROBLEM,
                        "With all that it includes, the record takes " + lookups
                                + (lookups == 30 ? " or more" : "")
                                + " DNS look-ups. Ten are allowed; whoever is named only"
                                + " behind them gets an error.")
                .mendedBy(Remedy.step(
                        "Take out what no longer sends for the domain, and name addresses (ip4, ip6) instead of hosts.",
                        Remedy.dig("TXT", domain.text())))
                .confirms(UNPROVEN);
    }

    private static Finding circle(DomainName domain, String record, String where) {
        return finding(
                        "spf-lookups",
                        Grade.PROBLEM,
                        "The record of " + Foreign.text(where)
                                + " includes itself, directly or by another: whoever is not named"
                                + " before that gets an error.")
                .mendedBy(SpfAdvice.withoutItself(record, domain.text())
                        .map(better -> Remedy.txt("Take that term out.", domain.text(), better))
                        .orElseGet(() -> Remedy.step("Take that term out.", Remedy.dig("TXT", where))))
                .confirms(UNPROVEN);
    }

    /** Whether an address may send for a domain. */
    public Finding address(DomainName domain, InetAddress address, String helo) {
        if (!PublicAddress.is(address)) {
            return finding(
                    "spf-address",
                    Grade.NOT_TESTED,
                    "A private address is not the one that others see; name the public one.");
        }
        var verdict = new Spf(dns).check(new SpfQuery(address, helo, "postmaster@" + domain));
        var from = IpText.text(address);
        var evidence = SpfTrace.lines(verdict);
        return switch (verdict.result()) {
            case PASS ->
                finding("spf-address", Grade.GOOD, "SPF of " + domain + " names " + from + ".")
                        .seen(evidence)
                        .refutes("spf-fail");
            case FAIL, SOFTFAIL, NEUTRAL, NONE ->
                finding("spf-address", Grade.PROBLEM, notNamed(domain, from, verdict))
                        .seen(evidence)
                        .mendedBy(naming(domain, address, verdict))
                        .confirms(UNPROVEN);
            case PERMERROR ->
                finding(
                                "spf-address",
                                Grade.PROBLEM,
                                "SPF of " + domain + " ends in an error: " + detail(verdict) + ".")
                        .seen(evidence)
                        .mendedBy(afterError(domain, address, verdict))
                        .confirms(UNPROVEN);
            case TEMPERROR ->
                finding(
                                "spf-address",
                                Grade.NOT_TESTED,
                                "SPF of " + domain + " could not be found out: " + detail(verdict) + ".")
                        .seen(evidence);
        };
    }

    private static String notNamed(DomainName domain, String from, SpfVerdict verdict) {
        var result = switch (verdict.result()) {
            case FAIL -> "fail";
            case SOFTFAIL -> "softfail";
            case NEUTRAL -> "neutral";
            default -> "none, since there is no record";
        };
        return "SPF of " + domain + " does not name " + from + ". The result is " + result + ".";
    }

    private static String detail(SpfVerdict verdict) {
        return verdict.problem()
                .map(problem -> (problem.term().isEmpty() ? "" : "at \"" + Foreign.text(problem.term()) + "\"")
                        + (problem.domain().equals(verdict.domain()) ? "" : " of " + Foreign.text(problem.domain()))
                        + (problem.term().isEmpty() ? "" : ", ")
                        + problem.detail())
                .orElse("the reason is not known")
                .strip();
    }

    private static Optional<Remedy> naming(DomainName domain, InetAddress address, SpfVerdict verdict) {
        return verdict.record().isEmpty()
                ? SpfAdvice.first(address)
                        .map(record -> Remedy.txt(
                                "Publish a record that names it, and whatever else sends for the domain.",
                                domain.text(),
                                record))
                : SpfAdvice.term(address)
                        .map(term ->
                                added(domain, address, term, verdict.record().get()));
    }

    private static Remedy added(DomainName domain, InetAddress address, String term, String record) {
        var step = "Add " + term + " to the SPF record of " + domain + ".";
        return SpfAdvice.naming(record, address)
                .map(better -> Remedy.txt(step, domain.text(), better))
                .orElseGet(() -> Remedy.step(step, Remedy.dig("TXT", domain.text())));
    }

    private static Optional<Remedy> afterError(DomainName domain, InetAddress address, SpfVerdict verdict) {
        boolean limit = verdict.problem()
                .filter(problem -> switch (problem.kind()) {
                    case TOO_MANY_LOOKUPS, TOO_MANY_VOIDS, TOO_MANY_MX, WITHOUT_RECORD -> true;
                    case SYNTAX, SEVERAL_RECORDS, COULD_NOT_ASK ->
                        !problem.domain().equals(domain.text());
                })
                .isPresent();
        // Named first, the address is found before the term that breaks the record.
        return limit ? naming(domain, address, verdict) : Optional.empty();
    }

    /** Whether SPF passes from whichever of these addresses a mail left, by what was found of each. */
    public static Proven proven(List<Finding> addresses) {
        if (addresses.isEmpty() || addresses.stream().anyMatch(finding -> finding.grade() == Grade.NOT_TESTED)) {
            return Proven.UNKNOWN;
        }
        return addresses.stream().allMatch(finding -> finding.grade() == Grade.GOOD) ? Proven.YES : Proven.NO;
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.SPF, id, grade, says);
    }
}
