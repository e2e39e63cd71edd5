package whybounce.testbed;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a DNS knows, as a small text of lines {@code name type data}:
 *
 * <pre>
 * example.org         MX   10 mx.example.org
 * mx.example.org      A    127.0.0.2
 * null.example.org    MX   0 .
 * broken.example.org  SERVFAIL
 * slow.example.org    SILENCE
 * safe.example        SIGNED
 * safe.example        MX   10 mx.safe.example
 * bad.example         FORGED
 * </pre>
 *
 * {@code SERVFAIL} and {@code SILENCE} hold for the name and all below it. A name that is not here does not exist. {@code
 * SIGNED} makes a zone of its own of the name and all below it, with signatures for those who ask for them, and proofs of
 * what is not there (RFC 4034, RFC 4035); the signatures of a {@code FORGED} one have expired.
 */
final class Zone {

    static final int TTL_SECONDS = 60;

    private enum Trouble {
        SERVFAIL,
        SILENCE
    }

    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<Name, ZoneKey> keys = new ConcurrentHashMap<>();

    /**
     * Adds the lines of {@code text}.
     *
     * @throws IllegalArgumentException for a line that is not understood
     */
    void add(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::addLine);
    }

    private void addLine(String line) {
        var words = line.split("\\s+", 3);
        try {
            var name = Name.fromString(words[0], Name.root);
            if (words.length == 2 && (words[1].equals("SIGNED") || words[1].equals("FORGED"))) {
                sign(name, words[1].equals("SIGNED"));
            } else if (words.length == 2) {
                troubles.put(name, Trouble.valueOf(words[1].toUpperCase(Locale.ROOT)));
            } else {
                put(Record.fromString(name, Type.value(words[1]), DClass.IN, TTL_SECONDS, words[2], Name.root));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not understood: " + line, e);
        }
    }

    private void put(Record record) {
        records.computeIfAbsent(record.getName(), n -> new CopyOnWriteArrayList<>())
                .add(record);
    }

    private void sign(Name apex, boolean holds) {
        var key = ZoneKey.of(apex, holds);
        keys.put(apex, key);
        put(key.record());
        put(soa(apex));
    }

    private static Record soa(Name apex) {
        try {
            return Record.fromString(apex, Type.SOA, DClass.IN, TTL_SECONDS, "ns hostmaster 1 3600 600 86400 60", apex);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of the signed zones. */
    Collection<ZoneKey> keys() {
        return keys.values();
    }

    boolean isSilentFor(Message query) {
        return trouble(query.getQuestion().getName(), Trouble.SILENCE);
    }

    Message answer(Message query) {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (trouble(question.getName(), Trouble.SERVFAIL)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (!exists(question.getName())) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            found(question.getName(), question.getType()).forEach(record -> answer.addRecord(record, Section.ANSWER));
        }
        if (query.getOPT() != null) {
            answer.addRecord(
                    new OPTRecord(
                            query.getOPT().getPayloadSize(),
                            0,
                            0,
                            query.getOPT().getFlags()),
                    Section.ADDITIONAL);
        }
        key(question.getName())
                .filter(key -> answer.getRcode() != Rcode.SERVFAIL)
                .ifPresent(key -> new Proof(key, records, query).add(answer));
        if (Proof.isWanted(query) && isEmpty(answer) && key(question.getName()).isEmpty()) {
            answer.addRecord(
                    soa(new Name(
                            question.getName(), Math.max(0, question.getName().labels() - 2))),
                    Section.AUTHORITY);
        }
        return answer;
    }

    private static boolean isEmpty(Message answer) {
        return answer.getRcode() != Rcode.SERVFAIL
                && answer.getSection(Section.ANSWER).isEmpty();
    }

    /** Of the zone that a name is in. */
    private Optional<ZoneKey> key(Name name) {
        return keys.entrySet().stream()
                .filter(zone -> name.subdomain(zone.getKey()))
                .max(Comparator.comparingInt(zone -> zone.getKey().labels()))
                .map(Map.Entry::getValue);
    }

    private List<Record> found(Name name, int type) {
        return records.getOrDefault(name, List.of()).stream()
                .filter(record -> record.getType() == type || record.getType() == Type.CNAME)
                .toList();
    }

    /** A name exists too when only something below it does (RFC 8020). */
    private boolean exists(Name name) {
        return records.keySet().stream().anyMatch(known -> known.subdomain(name));
    }

    private boolean trouble(Name name, Trouble kind) {
        return troubles.entrySet().stream()
                .anyMatch(entry -> entry.getValue() == kind && name.subdomain(entry.getKey()));
    }
}
