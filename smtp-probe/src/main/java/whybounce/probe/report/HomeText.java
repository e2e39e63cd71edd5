package whybounce.probe.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import whybounce.probe.home.AuthenticationResults;
import whybounce.probe.home.AuthenticationResults.Result;
import whybounce.probe.home.Homecoming;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.Hop;
import whybounce.probe.home.Judgement;
import whybounce.probe.home.Judgement.Foreign;
import whybounce.probe.home.Judgement.Nothing;
import whybounce.probe.home.Judgement.Own;

/** What became of a message after it was taken, for a person. */
final class HomeText {

    /** Of one word of a header; names of hosts have at most 253 octets. */
    private static final int LONGEST_WORD = 255;

    /** More hops than any mail needs. */
    private static final int MOST_HOPS = 40;

    /** Signatures and properties that are shown. */
    private static final int MOST_RESULTS = 10;

    private final Page page;

    HomeText(Page page) {
        this.page = page;
    }

    /**
     * Tells it.
     *
     * @param expected whether it was looked for where it should arrive, and not only for bounces
     */
    void tell(Homecoming end, boolean expected) {
        switch (end) {
            case Arrived arrived -> arrived(arrived);
            case Bounced bounced -> {
                page.heading("The message was taken, and bounced after " + length(bounced.took()) + ".");
                page.field(
                        "Told by",
                        bounced.notification()
                                .reportingMta()
                                .map(HomeText::shown)
                                .orElse(""));
            }
            case Absent absent when !expected -> page.heading("No bounce came within " + length(absent.waited()) + ".");
            case Absent absent -> absent(absent);
            case Unseen unseen -> {
                page.heading("The message was taken. Whether it arrived could not be seen.");
                page.field("Why", Visible.text(unseen.why()));
                page.field("Waited", length(unseen.waited()));
            }
        }
    }

    private void arrived(Arrived arrived) {
        page.heading(arrived.junk() ? "The message arrived in the junk folder." : "The message arrived in the inbox.");
        page.field("Folder", shown(arrived.folder()));
        page.field("Seen after", length(arrived.took()));
        page.numbered("Way", way(arrived.hops()));
        judgement(arrived.judgement());
        if (arrived.junk()) {
            page.numbered(
                    "What to do",
                    List.of(
                            "Look at what the receiver's server thought of SPF, DKIM and DMARC, above, and mend what is not a"
                                    + " pass.",
                            "Send the same with other words: --body or --data. When that arrives in the inbox, the content was"
                                    + " the reason.",
                            "Where all pass and the content is harmless, the sending address has no good name there yet."));
        }
    }

    private void absent(Absent absent) {
        page.heading("The message was taken, and has not arrived after " + length(absent.waited()) + ".");
        page.field(
                "Looked into",
                String.join(", ", absent.looked().stream().map(HomeText::shown).toList()));
        page.numbered(
                "What to do",
                List.of(
                        "Wait longer: --wait 600. A filter or a queue behind the server that took it may need minutes.",
                        "Look into the sender's mailbox for a bounce, with --bounces.",
                        "Ask the administrator of the server that took it, with the words of its last answer, above: they name"
                                + " the message in its log."));
    }

    private static List<String> way(List<Hop> hops) {
        var way = new ArrayList<String>();
        hops.stream().limit(MOST_HOPS).forEach(hop -> way.add(hop(hop)));
        if (hops.size() > MOST_HOPS) {
            way.add("and " + (hops.size() - MOST_HOPS) + " more");
        }
        return way;
    }

    private static String hop(Hop hop) {
        var from = hop.from().map(host -> "from " + shown(host) + " ").orElse("");
        var by = "by " + hop.by().map(HomeText::shown).orElse("a server that gives no name");
        var with = hop.with().map(protocol -> " with " + shown(protocol)).orElse("");
        var time = hop.time().isEmpty() ? ", at no time that can be read" : "";
        var delay = hop.delay().map(HomeText::delay).orElse("");
        return from + by + with + time + delay;
    }

    private static String delay(Duration delay) {
        return delay.isNegative()
                ? ", " + length(delay.negated()) + " earlier by its clock"
                : ", after " + length(delay);
    }

    private void judgement(Judgement judgement) {
        switch (judgement) {
            case Own(var results) -> {
                page.field("Judged by", shown(results.server()));
                for (var method : List.of("spf", "dkim", "dmarc")) {
                    method(method, results);
                }
            }
            case Foreign(var servers) -> {
                var names =
                        String.join(", ", servers.stream().map(HomeText::shown).toList());
                page.field(
                        "Judged by",
                        "nobody that is known to be the receiver's server. There are"
                                + " Authentication-Results of " + names
                                + "; if that is its server, say so with --authserv-id.");
            }
            case Nothing() ->
                page.field("Judged by", "nobody: there are no Authentication-Results of the receiver's server.");
        }
    }

    private void method(String method, AuthenticationResults results) {
        var label = method.toUpperCase(Locale.ROOT);
        var said = results.of(method);
        page.field(label, said.isEmpty() ? "not told" : said(said.getFirst()));
        said.stream().skip(1).limit(MOST_RESULTS).forEach(another -> page.field("", said(another)));
    }

    private static String said(Result result) {
        var about = new TreeMap<>(result.properties())
                .entrySet().stream()
                        .limit(MOST_RESULTS)
                        .map(property -> shown(property.getKey()) + "=" + shown(property.getValue()))
                        .toList();
        var reason = result.reason().map(why -> ", " + shown(why)).orElse("");
        return shown(result.result()) + (about.isEmpty() ? "" : " (" + String.join(", ", about) + ")") + reason;
    }

    private static String shown(String foreign) {
        return Visible.text(foreign.length() > LONGEST_WORD ? foreign.substring(0, LONGEST_WORD) + "..." : foreign);
    }

    private static String length(Duration time) {
        return time.toMinutes() >= 10
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0)
                        .replace(".0 s", " s");
    }
}
