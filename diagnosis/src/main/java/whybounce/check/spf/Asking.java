package whybounce.check.spf;

import java.util.ArrayList;
import java.util.List;
import whybounce.check.Came;
import whybounce.check.spf.SpfStep.Asked;
import whybounce.dns.Answer;
import whybounce.dns.Dns;
import whybounce.dns.Question;

/** Asks for one term, and notes it. */
final class Asking {

    /** RFC 7208 section 4.6.4 allows for ten hosts of an MX; what a trace shows ends somewhere. */
    private static final int MOST_NOTED = 50;

    private final Dns dns;
    private final List<Asked> asked = new ArrayList<>();

    Asking(Dns dns) {
        this.dns = dns;
    }

    <R> Answer<R> ask(Question<R> question) {
        var answer = dns.ask(question);
        if (asked.size() < MOST_NOTED) {
            asked.add(new Asked(question, Came.text(answer)));
        }
        return answer;
    }

    List<Asked> asked() {
        return asked;
    }
}
