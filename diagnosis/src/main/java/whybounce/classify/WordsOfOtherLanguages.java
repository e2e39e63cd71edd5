package whybounce.classify;

/**
 * What servers say in other languages than English, word by word: a phrase of English words finds the foreign ones too,
 * where they stand in the same order.
 *
 * <p>German, French, Italian, Spanish, Portuguese, Dutch, Polish, Czech, Russian, Turkish and some of others, without
 * accents, as {@link NormalText} leaves them. Words that mean something else in English are not here.
 */
final class WordsOfOtherLanguages {

    /** Behind the English word that stands for them; a long list goes on behind the same word. */
    static final String FORMS = """
            recipient empfanger empfangers empfaenger empfaengers destinataire destinatario destinatari получатель
            recipient получателя получателю адресат адресата адресату adresat adresata odbiorca odbiorcy ontvanger
            recipient prijemce prijemci mottagare mottagaren modtager modtageren mottaker mottakeren vastaanottaja
            recipient alici alicinin cimzett destinatarul одержувач одержувача
            recipients destinataires destinatarios получателей получатели адресатов odbiorcow ontvangers prijemcu
            recipients alicilar
            sender absender absenders expediteur lexpediteur dexpediteur emetteur lemetteur remitente mittente
            sender remetente отправитель отправителя отправителю nadawca nadawcy afzender odesilatel odesilatele
            sender gonderen gonderenin gonderici avsandare avsandaren afsender lahettaja felado expeditorul відправник
            sender відправника
            user benutzer benutzers nutzer utilisateur lutilisateur usuario utente utilizador пользователь
            user пользователя пользователю uzytkownik uzytkownika gebruiker uzivatel uzivatele kullanici kullanicinin
            user anvandare anvandaren bruger brugeren bruker brukeren kayttaja felhasznalo utilizator utilizatorul
            user користувач користувача
            mailbox postfach postfaches boite buzon casella ящик ящика ящике ящику skrzynka skrzynki skrzynce postbus
            mailbox schranka schranky kutusu postlada postladan скринька
            account konto kontos compte cuenta conta аккаунт аккаунта hesap hesabi hesabiniz ucet uctu kontot kontoen
            address adresa adresy adres adresu adresem adresi indirizzo endereco direccion адрес адреса адресу
            address adressen ladresse adrese
            message nachricht mensaje mensagem messaggio wiadomosc wiadomosci zprava zpravy zpravu bericht сообщение
            message сообщения письмо письма письме письму ileti iletiniz mesaj mesajiniz meddelande повідомлення лист
            messages nachrichten mensajes mensagens messaggi сообщений писем zprav berichten
            mail correo courriel courrier correio почта почты почту poczta poczty posta eposta
            domain domane domaene domaine dominio домен домена домене домену domena domeny domenu domeinnaam domein
            domain alanadi
            server serveur servidor сервер сервера сервере serwer serwera serwerze sunucu sunucusu serveru palvelin
            not nicht pas non nie niet nao не ne ikke inte ei nem no degil nu kein keine keinen keiner aucun aucune
            not nessun nessuna ningun ninguna nenhum nenhuma zaden geen нет нету
            is ist sind wurde wurden est sont esta jest zostal zostala zostalo byl byla bylo fue foi
            exist existiert existieren existe existent exista esiste esistono existuje istnieje bestaat существует
            exist существуют findes finns finnes nexiste istniejacy існує
            unknown unbekannt unbekannter unbekannte inconnu inconnue desconocido desconocida sconosciuto sconosciuta
            unknown desconhecido desconhecida неизвестен неизвестный неизвестно неизвестна неизвестного nieznany
            unknown nieznana neznamy neznama onbekend onbekende okand ukendt ukjent bilinmeyen tuntematon ismeretlen
            unknown necunoscut necunoscuta невідомий
            found gefunden trouve trouvee encontrado encontrada trovato trovata найден найдена найдено найти
            found znaleziono znaleziony nalezen nalezena gevonden hittades fundet gasit знайдено
            known bekannt connu connue conocido conosciuto conhecido известен znany
            valid gultig gueltig gultige valide valido valida prawidlowy platny gecerli geldig действителен
            invalid ungultig ungultige ungultiger ungueltig invalide invalido invalida nieprawidlowy nieprawidlowa
            invalid neplatny neplatna недействительный недействителен недопустимый недопустимая gecersiz ongeldig
            invalid ongeldige ogiltig ugyldig
            full vol voll plein pleine lleno llena cheio cheia pieno piena pelna pelny plna plny переполнен
            full переполнена
            full переполнено dolu fuld taynna tele
            blocked gesperrt gesperrte gesperrten blockiert geblockt bloque bloquee bloquees bloqueado bloqueada
            blocked bloqueados bloccato bloccata заблокирован заблокирована заблокировано заблокированы zablokowany
            blocked zablokowana zablokowane geblokkeerd blokovan blokovana blokovano zablokovan engellendi engellenmis
            blocked engellenmistir blockerad blokeret blokkert заблоковано
            rejected abgelehnt abgewiesen zuruckgewiesen zurueckgewiesen rejete rejetee rechazado rechazada rifiutato
            rejected rifiutata respinto respinta rejeitado rejeitada recusado recusada отклонено отклонен отклонена
            rejected отвергнуто отвергнут odrzucono odrzucona odrzucony odmitnut odmitnuta odmitnuto geweigerd
            rejected reddedildi avvisad avvisades afvist avvist elutasitva відхилено
            denied verweigert denegado denegada negado negato odmowa отказано
            disabled deaktiviert desactive desactivee desactivado desactivada desativada desativado disattivata
            disabled disattivato disabilitato disabilitata отключен отключена отключено wylaczone wylaczony
            disabled dezaktywowane deaktivovan deaktivovana uitgeschakeld deshabilitado deshabilitada inaktiverat
            suspended suspendu suspendue suspendido suspendida suspenso suspensa sospeso sospesa приостановлен
            suspended приостановлена приостановлено zawieszone zawieszony opgeschort pozastaven pozastavena
            inactive inaktiv inactif inactivo inactiva inativo inativa inattivo inattiva неактивен неактивна
            inactive nieaktywne nieaktywny inactief neaktivni
            deleted geloscht geloescht supprime supprimee eliminado eliminada excluido excluida cancellato cancellata
            deleted удален удалена удалён usuniete usunieta verwijderd smazan smazana silinmis silindi
            exceeded uberschritten ueberschritten uberschreitet ueberschreitet depasse depassee depassent excedido
            exceeded excedida excede superado superada superato superata supera ultrapassado ultrapassada превышен
            exceeded превышена превышает превышено przekroczono przekroczony przekroczona przekracza prekrocen
            exceeded prekrocena prekroceno overschreden overschrijdt asildi asiyor overskredet overskrider overstiger
            exceeded перевищено
            too zu trop demasiado troppo слишком zbyt prilis
            large big gros grosse gross grande grandes volumineux volumineuse duza duze duzy velka velky velke grote
            large groot buyuk большой большое большая stort
            many viele zahlreiche muchos muchas muitos muitas много wiele mnoho veel
            size groesse taille tamano tamanho dimensione dimensioni размер размера rozmiar velikost grootte boyutu
            size storlek
            limit limite limites limita limitu лимит лимита лимиту hochstgrenze limiet sinir siniri sinirini
            quota kontingent quote cuota cota квота квоты квоту kota kotasi kvota kvotu
            connection verbindung connexion conexion conexao connessione соединение соединения polaczenie polaczenia
            connection spojeni verbinding baglanti
            connections verbindungen connexions conexiones conexoes connessioni соединений подключений polaczen
            later spater spaeter tarde tardi позже позднее pozniej pozdeji sonra senere senare
            try versuchen versuch reessayez intente intentelo tente riprovi riprovare повторите попробуйте sprobuj
            try zkuste probeer deneyin
            temporarily vorubergehend voruebergehend temporairement temporalmente temporariamente temporaneamente
            temporarily временно tymczasowo docasne tijdelijk gecici
            policy policies richtlinie richtlinien politique politiques politica politicas politiche политика политики
            policy политикой политике политикам polityka polityki polityce zasady beleid ilke politikasi
            allowed erlaubt zulassig zulaessig zugelassen permitido permitida permitidos consentito consentita
            allowed разрешено разрешен разрешена разрешается dozwolone dozwolony dozwolona toegestaan povoleno tilladt
            allowed tillatet
            authorized berechtigt autorisiert autorise autorisee autorises autorisees autorizado autorizada
            authorized autorizzato autorizzata авторизован авторизованы uprawniony uprawniona bevoegd yetkili
            forbidden interdite prohibido prohibida proibido proibida vietato vietata запрещен запрещена запрещено
            forbidden запрещенный запрещенную запрещенное запрещены zabroniony zabronione zabroniona zakazano zakazan
            forbidden yasak
            attachment anhang anhange anhaenge jointe jointes adjunto adjuntos anexo anexos allegato allegati вложение
            attachment вложения вложении вложений zalacznik zalacznika zalaczniki bijlage bijlagen priloha prilohy
            attachment prilohu
            spam спам спама спамом
            virus virenbefall вирус вируса вирусы вирусом wirus wirusa viren viry
            links liens enlaces ссылки odkazy
            link lien enlace ссылка ссылку odkaz koppeling
            reputation reputacion reputacao reputazione репутация репутации репутацию reputacja reputacji reputatie
            reputation reputace itibari
            country pays pais paese страна страны kraju landes
            authentication authentifizierung autenticacion autenticacao autenticazione аутентификация аутентификации
            authentication аутентификацию авторизация авторизации uwierzytelnianie uwierzytelnienia uwierzytelnienie
            authentication authenticatie lauthentification
            required erforderlich notwendig benotigt requis requise obligatoire requiere requerida requerido
            required obrigatoria richiesta richiesto necessaria необходима необходимо требуется wymagane wymagana
            required wymagany vereist vyzadovano gereklidir
            password passwort kennwort contrasena senha пароль haslo heslo wachtwoord sifre
            failed fehlgeschlagen gescheitert echoue echouee fallo fallida falhou fallito fallita niepowodzenie
            failed selhala selhalo mislukt basarisiz misslyckades
            encryption verschlusselung verschluesselung chiffrement cifrado criptografia cifratura шифрование
            encryption szyfrowanie versleuteling
            header kopfzeile cabecera cabecalho intestazione заголовок заголовка naglowek hlavicka
            missing fehlt fehlend fehlender fehlende fehlendes manquant manquante falta faltante ausente manca
            missing mancante отсутствует brak brakuje chybi ontbreekt eksik absent absente
            expired abgelaufen expirado expirada expiro scaduto scaduta истек истекло истекла wygasl wygaslo vyprsel
            expired vyprsela verlopen
            delivery zustellung livraison remise entrega consegna доставка доставки доставку dostarczenie dostarczenia
            delivery doruceni aflevering bezorging teslimat
            contain enthalt enthaelt contient contiene contem содержит zawiera obsahuje bevat iceriyor
            detected erkannt detecte detectee detectado detectada rilevato rilevata обнаружен обнаружена обнаружено
            detected wykryto wykryty gedetecteerd tespit upptackt
            space speicherplatz espace espacio espaco spazio места место miejsca ruimte
            disk festplatte disque disco диск диска диске dysku dysk schijf disku
            overloaded uberlastet ueberlastet surcharge sobrecargado sovraccarico перегружен przeciazony pretizen
            overloaded overbelast
            busy besetzt occupe ocupado occupato занят zajety
            internal interner interne interno interna внутренняя внутренний wewnetrzny vnitrni intern
            reachable erreichbar joignable accesible raggiungibile доступен доступна
            unavailable injoignable indisponible недоступен недоступна недоступно niedostepny niedostepna nedostupny
            unavailable onbereikbaar
            loop schleife mailschleife boucle bucle петля петли zapetlenie smycka dongu
            group gruppe groupe grupo gruppo группа группу группы grupa grupy groep skupina
            members mitglieder membres miembros membros membri участники участникам членам czlonkowie leden
            only nur seulement uniquement solo solamente somente apenas soltanto только tylko pouze alleen yalnizca
            permission berechtigung permiso permissao permesso разрешение разрешения zezwolenie uprawnien toestemming
            daily tagliche tagliches taegliche quotidien journalier journaliere diario diaria giornaliero ежедневный
            daily суточный dzienny dagelijks gunluk
            your ihr ihre ihrer ihren ihres ihrem votre vos tuo tua vostro seu sua ваш ваша ваше ваши вашего вашей
            your twoj twoja twoje vase uw
            sending versand envoi denvoi envio invio отправка отправки отправку wysylanie wysylki
            list liste lista lijst список списка списке рассылка рассылку рассылки
            temporary temporar temporaere temporaire temporal temporario temporaneo временный временная временное
            temporary docasna docasny
            unable impossible unmoglich unmoeglich imposible impossibile impossivel невозможно niemozliwe nemozne
            unable onmogelijk
            can puede pode puo kann konnte peut может moze
            lost getrennt unterbrochen abgebrochen interrompue interrompida interrotta interrumpida perdue perdida
            lost разорвано прервано прервана потеряно przerwane przerwano utracono ztraceno verbroken
            accept angenommen akzeptiert akzeptieren accepte aceptado acepta aceita aceito accettato accettata
            accept принимается принимаются принимает принята принято przyjmowane przyjmuje prijata prijato
            accept geaccepteerd
            unwanted undesirable unerwunscht unerwunschte unerwuenscht indesirable indesirables indesejada indesejado
            unwanted indesiderato indesiderata нежелательное нежелательная нежелательной niechciana nevyzadana
            unwanted ongewenst ongewenste
            reverse inverso inversa inverse reverso reversa обратная обратной обратный odwrotny
            resolution auflosung aufloesung resolucion resolucao risoluzione
            remote distant distante remoto удаленный удаленным zdalny entfernten
            connect connecter conectar conectarse connettersi подключиться verbinden polaczyc
            command befehl kommando commande comando команда polecenie prikaz opdracht
            recognized reconnue reconnu reconocido reconocida riconosciuto reconhecido распознана
            forged gefalscht gefalschter gefalschte gefaelscht gefaelschter поддельный поддельного sfalszowany
            forged falsifie falsificado falsificato
            moved umgezogen verzogen переехал переехала przeniesiony verhuisd
            changed geandert cambiado cambiato mudou изменился изменен zmienil gewijzigd
            new neue neuen nouvelle nouveau nueva nuevo nuova nuovo новый новая nowy nowa nove nieuwe
            write schreiben ecrire escribir escrever scrivere писать pisac
            send senden enviar envoyer inviare отправлять отправить wysylac verzenden
            external externe externer externen externo externa esterno esterni внешний внешних zewnetrzny
            receives erhalt erhaelt recoit recibe riceve recebe получает otrzymuje ontvangt
            filename dateiname dateinamen
            forbidden verbotene verbotener verbotenen verbotenem
            relay relais relai релей
            first erste ersten erster premiere premier primer primera primo primeiro primeira pierwszy pierwsza первый
            first первая первой
            attempt tentative intento tentativo tentativa попытка попытки pokus
            system systems sistema systeme systemu система системы системе
            member mitglied membre miembro membro участник участником czlonkiem lid
            reached erreicht atteint alcanzado raggiunto atingido достигнут osiagnieto osiagnal bereikt
            maximum maximale maximal maximaler maximo maxima massimo massima максимальный максимального maksymalny
            maximum maksymalna
            recipient παραλήπτης παραλήπτη הנמען נמען המקבל المستلم penerima sanemejs gavejas primatelj primalac
            recipient prejemnik prijemca
            user потребител потребителят потребителя χρήστης המשתמש משתמש المستخدم pengguna lietotajs vartotojas
            user korisnik uporabnik pouzivatel
            mailbox кутия кутията γραμματοκιβώτιο תיבת תיבה صندوق kotak pastkaste nabiralnik sanducic
            account сметка λογαριασμός חשבון الحساب حساب akun racun
            message съобщение съобщението μήνυμα ההודעה הודעה الرسالة رسالة pesan zinojums poruka sporocilo sprava
            exist съществува υπάρχει קיים קיימת موجود postoji obstaja existuje letezik
            not няма δεν לא غير nav tidak
            found намерен βρέθηκε נמצא ditemukan atrasts loydy najden pronaden
            unknown неизвестен άγνωστος مجهول dikenali nezinams nepoznat neznan
            full пълна пълен πλήρες γεμάτο מלאה מלא ممتلئ penuh pilna puna poln preplnena plno
            rejected отхвърлено απορρίφθηκε נדחתה رفض ditolak noraidits odbijena odbijeno zavrnjeno odmietnuta
            blocked блокиран блокирана αποκλεισμένη חסומה חסום محظور diblokir bloketa blokiran
            spam skrappost
            unwanted nevyzadane
            sending envios
            error fehler erreur errore erro ошибка ошибки chyba blad hata fout pomylka
            subject betreff asunto oggetto assunto тема темы
            content inhalt contenu contenido contenuto conteudo содержимое содержание tresc obsah inhoud icerik
            """;

    /** As they stand for two English words. */
    static final String TWO = """
            inexistente not exist
            inexistant not exist
            inexistante not exist
            inesistente not exist
            inexistent not exist
            nonexistent not exist
            nonexistant not exist
            neexistuje not exist
            несуществующий not exist
            несуществующего not exist
            nieistniejacy not exist
            introuvable not found
            bulunamadi not found
            nenalezen not found
            nenalezena not found
            demasiados too many
            demasiadas too many
            troppi too many
            troppe too many
            zuviele too many
            nest is not
            nebyl is not
            nebyla is not
            nejste is not
            nemate not have
            neni is not
            bulunmamaktadir not found
            bulunamamistir not found
            relaiszugriff relay access
            mailaddress mail address
            emailaddress mail address
            absenderdomain sender domain
            absenderdomane sender domain
            absenderadresse sender address
            absenderserver sender server
            empfangerdomain recipient domain
            empfangerdomane recipient domain
            empfangeradresse recipient address
            empfaengeradresse recipient address
            zielserver remote server
            zieldomain recipient domain
            mailadresse mail address
            emailadresse mail address
            ipadresse ip address
            netes is not
            """;

    private WordsOfOtherLanguages() {}
}
