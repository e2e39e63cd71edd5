package whybounce.testbed;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
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
 * </pre>
 *
 * {@code SERVFAIL} and {@code SILENCE} hold for the name and all below it. A name that is not here does not exist.
 */
final class Zone {

    private static final int TTL_SECONDS = 60;

    private enum Trouble {
        SERVFAIL,
        SILENCE
    }

    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Trouble> troubles = new ConcurrentHashMap<>();

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
            if (words.length == 2) {
                troubles.put(name, Trouble.valueOf(words[1].toUpperCase(Locale.ROOT)));
            } else {
                var record = Record.fromString(name, Type.value(words[1]), DClass.IN, TTL_SECONDS, words[2], Name.root);
                records.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(record);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not understood: " + line, e);
        }
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
        return answer;
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
