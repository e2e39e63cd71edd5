package whybounce.check.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.Foreign;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.Question;

/**
 * The way from a domain up to the top, and the records on it: RFC 9989 section 4.10.
 *
 * @param stops in the order in which they were asked for
 * @param unasked why the way could not be gone to its end
 */
record TreeWalk(String domain, List<Stop> stops, Optional<Why> unasked) {

    private static final String PREFIX = "_dmarc.";

    // RFC 9989 section 4.10: of a long name the first question is for all of it, the second for its last seven labels.
    private static final int MOST_QUESTIONS = 8;

    TreeWalk {
        stops = List.copyOf(stops);
    }

    /**
     * One name on the way.
     *
     * @param several how many records there are, where there is more than one; none of them counts then
     */
    record Stop(String domain, Optional<DmarcRecord> record, int several, String came) {}

    static TreeWalk from(Dns dns, String domain) {
        var stops = new ArrayList<Stop>();
        var labels = List.of(domain.split("\\.", -1));
        int left = labels.size();
        while (left > 0) {
            var name = String.join(".", labels.subList(labels.size() - left, labels.size()));
            var answer = dns.ask(Question.txt(PREFIX + name));
            if (answer instanceof CouldNotAsk<String>(var why) && why != Why.BAD_NAME) {
                return new TreeWalk(domain, stops, Optional.of(why));
            }
            var records = answer instanceof Found<String>(var texts)
                    ? texts.stream()
                            .flatMap(text -> DmarcRecord.parse(text).stream())
                            .toList()
                    : List.<DmarcRecord>of();
            var record = records.size() == 1 ? Optional.of(records.getFirst()) : Optional.<DmarcRecord>empty();
            stops.add(new Stop(name, record, records.size() > 1 ? records.size() : 0, Came.text(answer)));
            if (record.filter(found -> found.isOrganization() || found.isPublicSuffix())
                    .isPresent()) {
                break;
            }
            left = Math.min(left - 1, MOST_QUESTIONS - 1);
        }
        return new TreeWalk(domain, stops, Optional.empty());
    }

    /** The domain of the organization that this one belongs to: RFC 9989 section 4.10.2. */
    String organization() {
        var found = stops.stream().filter(stop -> stop.record.isPresent()).toList();
        if (found.isEmpty()) {
            return domain;
        }
        var last = found.getLast();
        boolean suffix = last.record.filter(DmarcRecord::isPublicSuffix).isPresent();
        return suffix && !last.domain.equals(domain) ? below(last.domain) : last.domain;
    }

    private String below(String suffix) {
        var rest = domain.substring(0, domain.length() - suffix.length() - 1);
        return rest.substring(rest.lastIndexOf('.') + 1) + "." + suffix;
    }

    /** The record whose policy holds: the domain's own, else the organization's, else that of the public suffix. */
    Optional<Stop> policy() {
        var organization = organization();
        return at(domain)
                .or(() -> at(organization))
                .or(() -> stops.stream()
                        .filter(stop ->
                                stop.record.filter(DmarcRecord::isPublicSuffix).isPresent())
                        .findFirst());
    }

    private Optional<Stop> at(String name) {
        return stops.stream()
                .filter(stop -> stop.domain.equals(name) && stop.record.isPresent())
                .findFirst();
    }

    List<String> lines() {
        return stops.stream()
                .map(stop -> "TXT " + PREFIX + Foreign.text(stop.domain) + ": " + stop.came)
                .toList();
    }
}
