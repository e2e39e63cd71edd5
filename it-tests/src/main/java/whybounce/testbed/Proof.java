package whybounce.testbed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What an answer of a signed zone has besides its records: signatures, and what proves that something is not there. */
final class Proof {

    private final ZoneKey key;
    private final Name apex;
    private final TreeMap<Name, List<Record>> names = new TreeMap<>();
    private final boolean wanted;
    private final Name asked;

    Proof(ZoneKey key, Map<Name, List<Record>> records, Message query) {
        this.key = key;
        this.apex = key.record().getName();
        this.asked = query.getQuestion().getName();
        this.wanted = isWanted(query);
        records.forEach((name, own) -> {
            if (name.subdomain(apex)) {
                names.put(name, own);
            }
        });
    }

    /** Whether signatures are asked for (RFC 4035 section 3.1). */
    static boolean isWanted(Message query) {
        return query.getOPT() != null && (query.getOPT().getFlags() & ExtendedFlags.DO) != 0;
    }

    /** Completes an answer. */
    void add(Message answer) {
        boolean empty = answer.getSection(Section.ANSWER).isEmpty();
        if (empty) {
            add(answer, of(apex, Type.SOA), Section.AUTHORITY);
        }
        if (empty && wanted) {
            covering(answer.getRcode() == Rcode.NXDOMAIN)
                    .forEach(nsec -> add(answer, List.of(nsec), Section.AUTHORITY));
        }
        if (!empty && wanted) {
            answer.getSection(Section.ANSWER).stream()
                    .collect(Collectors.groupingBy(Record::getType))
                    .values()
                    .forEach(alike -> answer.addRecord(key.sign(alike), Section.ANSWER));
        }
    }

    private void add(Message answer, List<Record> alike, int section) {
        alike.forEach(record -> answer.addRecord(record, section));
        if (wanted) {
            answer.addRecord(key.sign(alike), section);
        }
    }

    private List<Record> of(Name name, int type) {
        return names.getOrDefault(name, List.of()).stream()
                .filter(record -> record.getType() == type)
                .toList();
    }

    /** RFC 4035 section 3.1.3: the name is not there, and no wildcard would stand for it; or it has no such type. */
    private Stream<Record> covering(boolean noSuchName) {
        if (!noSuchName) {
            return Stream.of(nsec(asked));
        }
        var encloser = new Name(asked, 1);
        while (!encloser.equals(apex) && !exists(encloser)) {
            encloser = new Name(encloser, 1);
        }
        return Stream.of(nsec(asked), nsec(wildcard(encloser))).distinct();
    }

    private boolean exists(Name name) {
        return names.keySet().stream().anyMatch(known -> known.subdomain(name));
    }

    private static Name wildcard(Name encloser) {
        try {
            return Name.fromString("*", encloser);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The link of the chain of names at this one, or that it would be within. */
    private Record nsec(Name name) {
        var owner = names.floorKey(name);
        var next = names.higherKey(owner);
        int[] types = Stream.concat(
                        names.getOrDefault(owner, List.of()).stream().map(Record::getType),
                        Stream.of(Type.NSEC, Type.RRSIG))
                .mapToInt(Integer::intValue)
                .distinct()
                .sorted()
                .toArray();
        return new NSECRecord(owner, DClass.IN, Zone.TTL_SECONDS, next == null ? apex : next, types);
    }
}
