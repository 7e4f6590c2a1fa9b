/** The words of the interface, and which language and time format to use. */

/** @typedef {typeof en} Strings */

const en = {
  heading: "Chat with us",
  launch: "Open the chat",
  launchUnread: "Open the chat, new message",
  closePanel: "Close the chat",
  log: "Conversation",
  you: "You",
  bot: "Curbside",
  person: "Team member",
  input: "Your message",
  placeholder: "Type a message",
  send: "Send",
  counter: "{count} of {max} characters",
  sending: "Sending…",
  waiting: "Waiting for a connection",
  failed: "Not sent",
  retry: "Retry",
  edit: "Edit",
  typing: "Curbside is typing",
  loading: "One moment…",
  offline: "You are offline. Your messages are kept and go out when you are back.",
  connection: "Connection trouble. Trying again…",
  busy: "A lot is going on. Your message goes out in a moment.",
  unavailable: "The chat cannot be reached right now.",
  tryAgain: "Try again",
  closed: "This conversation has ended.",
  restart: "Start a new conversation",
  end: "End conversation",
  handover: "A person from our team will take over here.",
  emergency: "Emergency",
  source: "Source {marker}: {title}",
  document: "Document: {source}",
  openDocument: "Read the whole page",
  back: "Back to the chat",
  documentGone: "This page is not there any more.",
  unavailableDocument: "This page cannot be shown right now.",
  pageNumber: "Page {page}",
  suggestions: "Suggested messages",
};

/** @type {Strings} */
const de = {
  heading: "Chatten Sie mit uns",
  launch: "Chat öffnen",
  launchUnread: "Chat öffnen, neue Nachricht",
  closePanel: "Chat schließen",
  log: "Unterhaltung",
  you: "Sie",
  bot: "Curbside",
  person: "Mitarbeiter",
  input: "Ihre Nachricht",
  placeholder: "Nachricht schreiben",
  send: "Senden",
  counter: "{count} von {max} Zeichen",
  sending: "Wird gesendet …",
  waiting: "Wartet auf Verbindung",
  failed: "Nicht gesendet",
  retry: "Erneut senden",
  edit: "Bearbeiten",
  typing: "Curbside schreibt",
  loading: "Einen Moment …",
  offline: "Sie sind offline. Ihre Nachrichten bleiben erhalten und werden später gesendet.",
  connection: "Verbindung gestört. Neuer Versuch …",
  busy: "Gerade ist viel los. Ihre Nachricht wird gleich gesendet.",
  unavailable: "Der Chat ist gerade nicht erreichbar.",
  tryAgain: "Erneut versuchen",
  closed: "Diese Unterhaltung ist beendet.",
  restart: "Neue Unterhaltung beginnen",
  end: "Unterhaltung beenden",
  handover: "Hier übernimmt gleich ein Mensch aus unserem Team.",
  emergency: "Notfall",
  source: "Quelle {marker}: {title}",
  document: "Dokument: {source}",
  openDocument: "Ganze Seite lesen",
  back: "Zurück zum Chat",
  documentGone: "Diese Seite gibt es nicht mehr.",
  unavailableDocument: "Diese Seite kann gerade nicht angezeigt werden.",
  pageNumber: "Seite {page}",
  suggestions: "Vorgeschlagene Nachrichten",
};

/** @type {Strings} */
const fr = {
  heading: "Discutez avec nous",
  launch: "Ouvrir le chat",
  launchUnread: "Ouvrir le chat, nouveau message",
  closePanel: "Fermer le chat",
  log: "Conversation",
  you: "Vous",
  bot: "Curbside",
  person: "Conseiller",
  input: "Votre message",
  placeholder: "Écrivez un message",
  send: "Envoyer",
  counter: "{count} caractères sur {max}",
  sending: "Envoi…",
  waiting: "En attente de connexion",
  failed: "Non envoyé",
  retry: "Réessayer",
  edit: "Modifier",
  typing: "Curbside écrit",
  loading: "Un instant…",
  offline: "Vous êtes hors ligne. Vos messages sont conservés et partiront à votre retour.",
  connection: "Problème de connexion. Nouvel essai…",
  busy: "Nous sommes très sollicités. Votre message part dans un instant.",
  unavailable: "Le chat est injoignable pour le moment.",
  tryAgain: "Réessayer",
  closed: "Cette conversation est terminée.",
  restart: "Commencer une nouvelle conversation",
  end: "Terminer la conversation",
  handover: "Une personne de notre équipe va prendre le relais ici.",
  emergency: "Urgence",
  source: "Source {marker} : {title}",
  document: "Document : {source}",
  openDocument: "Lire toute la page",
  back: "Retour au chat",
  documentGone: "Cette page n’existe plus.",
  unavailableDocument: "Cette page ne peut pas être affichée pour le moment.",
  pageNumber: "Page {page}",
  suggestions: "Messages suggérés",
};

/** @type {Strings} */
const es = {
  heading: "Chatee con nosotros",
  launch: "Abrir el chat",
  launchUnread: "Abrir el chat, mensaje nuevo",
  closePanel: "Cerrar el chat",
  log: "Conversación",
  you: "Usted",
  bot: "Curbside",
  person: "Agente",
  input: "Su mensaje",
  placeholder: "Escriba un mensaje",
  send: "Enviar",
  counter: "{count} de {max} caracteres",
  sending: "Enviando…",
  waiting: "A la espera de conexión",
  failed: "No enviado",
  retry: "Reintentar",
  edit: "Editar",
  typing: "Curbside está escribiendo",
  loading: "Un momento…",
  offline: "No tiene conexión. Sus mensajes se guardan y saldrán cuando vuelva.",
  connection: "Problemas de conexión. Reintentando…",
  busy: "Hay mucha actividad. Su mensaje saldrá enseguida.",
  unavailable: "No se puede acceder al chat en este momento.",
  tryAgain: "Intentar de nuevo",
  closed: "Esta conversación ha terminado.",
  restart: "Iniciar una conversación nueva",
  end: "Terminar la conversación",
  handover: "Una persona de nuestro equipo continuará aquí.",
  emergency: "Emergencia",
  source: "Fuente {marker}: {title}",
  document: "Documento: {source}",
  openDocument: "Leer la página completa",
  back: "Volver al chat",
  documentGone: "Esta página ya no existe.",
  unavailableDocument: "Esta página no se puede mostrar en este momento.",
  pageNumber: "Página {page}",
  suggestions: "Mensajes sugeridos",
};

/** @type {Strings} */
const it = {
  heading: "Chatti con noi",
  launch: "Apri la chat",
  launchUnread: "Apri la chat, nuovo messaggio",
  closePanel: "Chiudi la chat",
  log: "Conversazione",
  you: "Lei",
  bot: "Curbside",
  person: "Operatore",
  input: "Il suo messaggio",
  placeholder: "Scriva un messaggio",
  send: "Invia",
  counter: "{count} caratteri su {max}",
  sending: "Invio in corso…",
  waiting: "In attesa della connessione",
  failed: "Non inviato",
  retry: "Riprova",
  edit: "Modifica",
  typing: "Curbside sta scrivendo",
  loading: "Un momento…",
  offline: "Non è in linea. I suoi messaggi restano salvati e partiranno quando tornerà in linea.",
  connection: "Problemi di connessione. Nuovo tentativo…",
  busy: "Ci sono molte richieste. Il suo messaggio partirà tra un momento.",
  unavailable: "In questo momento la chat non è raggiungibile.",
  tryAgain: "Riprova",
  closed: "Questa conversazione è terminata.",
  restart: "Inizia una nuova conversazione",
  end: "Termina la conversazione",
  handover: "Qui continuerà una persona del nostro team.",
  emergency: "Emergenza",
  source: "Fonte {marker}: {title}",
  document: "Documento: {source}",
  openDocument: "Leggi tutta la pagina",
  back: "Torna alla chat",
  documentGone: "Questa pagina non esiste più.",
  unavailableDocument: "Questa pagina non può essere mostrata in questo momento.",
  pageNumber: "Pagina {page}",
  suggestions: "Messaggi suggeriti",
};

/** @type {Record<string, Strings>} */
const LANGUAGES = { en, de, fr, es, it };

/** The first of the wishes, such as "de-AT", that there are words for. @param {(string | null | undefined)[]} wishes */
export function pickLanguage(...wishes) {
  const codes = wishes.map((wish) => (wish ?? "").slice(0, 2).toLowerCase());
  return codes.find((code) => Object.hasOwn(LANGUAGES, code)) ?? "en";
}

/** @param {string} language @returns {Strings} */
export function stringsFor(language) {
  return LANGUAGES[language] ?? en;
}

/** @param {string} text with gaps such as {count} @param {Record<string, string | number>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/** The time alone for today, date and time for other days. @param {string} at @param {string} language */
export function formatTime(at, language) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const locale = navigator.languages.find((wish) => wish.slice(0, 2).toLowerCase() === language) ?? language;
  const today = date.toDateString() === new Date().toDateString();
  const options = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale, /** @type {Intl.DateTimeFormatOptions} */ (options)).format(date);
}
