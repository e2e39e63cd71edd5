package whybounce.probe.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.probe.doctor.Doors.Door;
import whybounce.probe.doctor.Doors.Offer;
import whybounce.probe.session.TlsReport;

/**
 * What the open ports of a server mean to mail programs. Each problem says which page of the guide tells a user of it, as
 * a {@code look-alike-} of the catalogue.
 */
final class ClientFindings {

    /** Time for somebody to see to it; what renews by itself has done so by then. */
    private static final Duration SOON = Duration.ofDays(14);

    /** What every mail program knows; some know a token (OAuth) besides. */
    private static final Set<String> USUAL = Set.of("PLAIN", "LOGIN", "USER");

    private static final Set<String> TOKENS = Set.of("XOAUTH2", "OAUTHBEARER");

    private static final String UNREACHABLE = "look-alike-outgoing-unreachable";
    private static final String FETCHING = "look-alike-fetching-failed";
    private static final String ENCRYPTION = "look-alike-encryption-failed";
    private static final String LOG_IN = "look-alike-log-in-refused";

    private final String host;
    private final List<Offer> offers;
    private final Instant now;

    ClientFindings(String host, List<Offer> offers, Instant now) {
        this.host = host;
        this.offers = List.copyOf(offers);
        this.now = now;
    }

    List<Finding> all() {
        if (offers.stream().noneMatch(Offer::reached)) {
            return List.of(withPages(nothingReached()));
        }
        var findings = new ArrayList<Finding>();
        findings.addAll(side(true));
        findings.addAll(side(false));
        findings.addAll(certificates());
        return findings.stream().map(ClientFindings::withPages).toList();
    }

    /** Where the guide tells a user what his program shows because of it. */
    private static Finding withPages(Finding finding) {
        var lines = new ArrayList<>(finding.evidence());
        finding.causes().keySet().stream()
                .sorted()
                .map(page -> "in the guide: " + page)
                .forEach(lines::add);
        return finding.seen(lines);
    }

    /** A server that is down and a network that lets nothing out look the same from here. */
    private Finding nothingReached() {
        return finding(
                        "client-host",
                        Grade.PROBLEM,
                        "None of the ports that mail programs use answers at " + host
                                + ". It is another machine, it is down, or something between here and there blocks them.")
                .seen(offers.stream()
                        .map(Offer::trouble)
                        .flatMap(Optional::stream)
                        .toList())
                .mendedBy(Remedy.step(
                        "Look whether the mail server runs, and whether a firewall lets its ports through.",
                        "nc -vz -w 10 " + pasted() + " 587"))
                .confirms(UNREACHABLE, FETCHING);
    }

    /** The ports to send through, or those to fetch from. */
    private List<Finding> side(boolean sending) {
        var own = offers.stream()
                .filter(offer -> offer.door().isForSending() == sending)
                .toList();
        var findings = new ArrayList<Finding>();
        if (own.stream().noneMatch(Offer::reached)) {
            findings.add(noPort(sending, own));
        } else {
            own.forEach(offer -> findings.add(offer.reached() ? reached(offer) : closed(offer, own)));
        }
        own.forEach(offer -> inClear(offer).ifPresent(findings::add));
        return findings;
    }

    private Finding noPort(boolean sending, List<Offer> own) {
        var finding = sending
                ? finding(
                                id(Door.SUBMISSION),
                                Grade.PROBLEM,
                                "No mail program can send through " + host + ": neither port 587 nor 465 answers.")
                        .confirms(UNREACHABLE)
                : finding(
                                id(Door.IMAP_TLS),
                                Grade.WARNING,
                                "No mail program can fetch mail from " + host
                                        + ": neither IMAP (993) nor POP3 (995) answers. That is well where mail is read elsewhere.")
                        .confirms(FETCHING);
        return finding.seen(own.stream()
                        .map(Offer::trouble)
                        .flatMap(Optional::stream)
                        .toList())
                .mendedBy(Remedy.step(
                        "Let the server listen there, and let the firewall through.",
                        "nc -vz -w 10 " + pasted() + (sending ? " 587" : " 993")));
    }

    /** One port of several, which some programs are set to. */
    private Finding closed(Offer offer, List<Offer> own) {
        var door = offer.door();
        boolean other = own.stream().anyMatch(Offer::isEncrypted);
        var says = "Nothing answers at port " + door.port() + " (" + door.words() + ").";
        return door.isForSending()
                ? finding(id(door), Grade.WARNING, says + " Programs that are set to it cannot send.")
                        .seen(offer.trouble().map(List::of).orElse(List.of()))
                        .confirms(UNREACHABLE)
                : finding(
                        id(door),
                        other ? Grade.GOOD : Grade.WARNING,
                        other ? says + " Programs fetch by the other ports." : says);
    }

    private Finding reached(Offer offer) {
        var door = offer.door();
        var where = "Port " + door.port() + " (" + door.words() + ")";
        if (!offer.isEncrypted()) {
            return unencrypted(offer, where);
        }
        if (offer.trouble().isPresent()) {
            return finding(
                            id(door),
                            Grade.PROBLEM,
                            where + " encrypts, but then "
                                    + Foreign.text(offer.trouble().get()) + ".")
                    .mendedBy(Remedy.step("Look in the server's log.", openssl(door)))
                    .confirms(door.isForSending() ? UNREACHABLE : FETCHING);
        }
        var protocol = offer.tls()
                .flatMap(TlsReport::agreed)
                .map(TlsReport.Agreed::protocol)
                .orElse("TLS");
        return logIn(offer, where + " encrypts (" + Foreign.text(protocol) + ")");
    }

    private Finding unencrypted(Offer offer, String where) {
        var door = offer.door();
        var why = offer.trouble()
                .map(trouble -> " does not encrypt: " + Foreign.text(trouble) + ".")
                .orElse(" offers no encryption (STARTTLS).");
        boolean optional = door == Door.IMAP || door == Door.POP3;
        return finding(
                        id(door),
                        optional ? Grade.WARNING : Grade.PROBLEM,
                        where + why + " Programs that are set to it fail, or send passwords in the clear.")
                .mendedBy(Remedy.step(
                        optional
                                ? "Set up STARTTLS there, or close the port to the world."
                                : "Give that port a certificate and its key, and switch encryption on.",
                        openssl(door)))
                .confirms(ENCRYPTION);
    }

    private Finding logIn(Offer offer, String before) {
        var door = offer.door();
        var ways = offer.encrypted();
        if (ways.isEmpty()) {
            return finding(id(door), Grade.PROBLEM, before + ", but offers no way to log in.")
                    .mendedBy(Remedy.step(
                            "Switch on logging in (AUTH) for that port; PLAIN is what every program knows.",
                            openssl(door)))
                    .confirms(door.isForSending() ? "look-alike-log-in-missing" : FETCHING);
        }
        var says = before + " and offers to log in with " + Foreign.list(ways) + ".";
        if (ways.stream().anyMatch(USUAL::contains)) {
            return finding(id(door), Grade.GOOD, says);
        }
        return ways.stream().anyMatch(TOKENS::contains)
                ? finding(
                                id(door),
                                Grade.WARNING,
                                says
                                        + " Programs that know no OAuth, such as those of devices, cannot log in with a password.")
                        .confirms(LOG_IN)
                : finding(id(door), Grade.WARNING, says + " Not every program knows one of these.")
                        .confirms(LOG_IN);
    }

    // RFC 8314 section 3.3 and RFC 4954 section 4: no password goes over the wire as it is.
    private Optional<Finding> inClear(Offer offer) {
        if (offer.clear().stream().noneMatch(USUAL::contains)) {
            return Optional.empty();
        }
        return Optional.of(finding(
                        "client-in-clear-" + offer.door().port(),
                        Grade.WARNING,
                        "Port " + offer.door().port() + " lets programs log in without encryption ("
                                + Foreign.list(offer.clear()) + "). Whoever listens on the way learns the password.")
                .mendedBy(Remedy.step(
                        "Let nobody log in there before encryption has begun.",
                        "nc -w 10 " + pasted() + " " + offer.door().port())));
    }

    /** One finding for each certificate, with the ports that show it. */
    private List<Finding> certificates() {
        Map<X509Certificate, List<Offer>> shown = offers.stream()
                .filter(offer ->
                        offer.tls().filter(report -> !report.chain().isEmpty()).isPresent())
                .collect(Collectors.groupingBy(
                        offer -> offer.tls().orElseThrow().chain().getFirst(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return shown.values().stream().map(this::certificate).toList();
    }

    private Finding certificate(List<Offer> same) {
        var report = same.getFirst().tls().orElseThrow();
        var ports =
                same.stream().map(offer -> String.valueOf(offer.door().port())).collect(Collectors.joining(", "));
        var before = "The certificate at port " + ports;
        var show = openssl(same.getFirst().door());
        if (!report.faults().isEmpty()) {
            return finding(
                            "client-certificate",
                            Grade.PROBLEM,
                            before + " does not hold: " + Foreign.text(report.faultsInWords())
                                    + ". Mail programs warn, or do not connect.")
                    .mendedBy(Remedy.step(
                            "Install a certificate for " + host
                                    + " from an authority that programs know, with those above it, and renew it in time.",
                            show))
                    .confirms(ENCRYPTION);
        }
        var end = report.expires().orElse(now);
        var says = before + " is for " + host + " and holds until "
                + end.atZone(ZoneOffset.UTC).toLocalDate() + ".";
        return end.isBefore(now.plus(SOON))
                ? finding("client-certificate", Grade.WARNING, says + " That is soon.")
                        .mendedBy(Remedy.step("Renew it, and see that it is renewed by itself from then on.", show))
                : finding("client-certificate", Grade.GOOD, says);
    }

    private String openssl(Door door) {
        var upgrade = switch (door) {
            case SUBMISSION -> " -starttls smtp";
            case IMAP -> " -starttls imap";
            case POP3 -> " -starttls pop3";
            case SUBMISSION_TLS, IMAP_TLS, POP3_TLS -> "";
        };
        return "openssl s_client" + upgrade + " -connect " + pasted() + ":" + door.port() + " -servername " + pasted();
    }

    /** A name that a shell reads as it is. */
    private String pasted() {
        return DomainName.of(host).map(DomainName::text).orElse("<server>");
    }

    private static String id(Door door) {
        return "client-" + door.port();
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.MAIL_PROGRAMS, id, grade, says);
    }
}
