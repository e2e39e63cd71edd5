package whybounce.probe.watch;

import java.io.IOException;

/** Sends a message. Its headers are our words only. */
record MailAlarm(Mailer mailer) implements Alarm {

    @Override
    public String way() {
        return "mail";
    }

    @Override
    public void tell(Change change) throws IOException {
        mailer.send("smtp-probe: " + change.subject(), change.text());
    }
}
