package whybounce.probe;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.probe.report.JsonLines;

/** Answers line by line, however many there are; what cannot be read is answered as well. */
final class Classification {

    /** Of a line: 1 MiB of a reply, each octet of it written as six. */
    private static final int MAX_LINE = 8 << 20;

    /** What a pipe holds. */
    private static final int BLOCK = 64 << 10;

    private final Catalogue catalogue;
    private final Classifier classifier;
    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private long number;
    private boolean tooLong;
    private boolean allGood = true;

    Classification(Catalogue catalogue, InputStream in) {
        this.catalogue = catalogue;
        this.classifier = new Classifier(catalogue);
        this.in = in;
    }

    /** Whether every line could be read. */
    boolean write(OutputStream to) throws IOException {
        var answers = new JsonLines(catalogue, new BufferedOutputStream(to));
        for (var line = line(answers); line.isPresent(); line = line(answers)) {
            number++;
            answer(line.get(), answers);
        }
        answers.flush();
        return allGood;
    }

    private void answer(byte[] line, JsonLines answers) throws IOException {
        if (tooLong) {
            wrong(Optional.empty(), "longer than " + MAX_LINE + " bytes", answers);
            return;
        }
        if (isBlank(line)) {
            return;
        }
        var question = Question.read(line);
        if (question.wrong().isPresent()) {
            wrong(question.id(), question.wrong().get(), answers);
        } else {
            answers.diagnosis(question.id(), classifier.diagnose(question.attempt()));
        }
    }

    private void wrong(Optional<JsonLines.Id> id, String why, JsonLines answers) throws IOException {
        allGood = false;
        answers.error(id, why, number);
    }

    /** The next line without its end; what is too long of it is passed over. */
    private Optional<byte[]> line(JsonLines answers) throws IOException {
        tooLong = false;
        if (!fill(answers)) {
            return Optional.empty();
        }
        var line = new ByteArrayOutputStream();
        do {
            int start = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            int length = Math.min(at - start, MAX_LINE - line.size());
            line.write(block, start, length);
            tooLong |= length < at - start;
        } while (at == end && fill(answers));
        at++; // The end of the line.
        return Optional.of(line.toByteArray());
    }

    /** Whether there is more to read. Who asks one at a time waits for the answer: it goes out before we wait for them. */
    private boolean fill(JsonLines answers) throws IOException {
        if (at < end) {
            return true;
        }
        answers.flush();
        at = 0;
        end = Math.max(in.read(block), 0);
        return end > 0;
    }

    private static boolean isBlank(byte[] line) {
        for (byte octet : line) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }
}
