"""The only settings module: everything that differs between places comes from the environment.

Every variable is described in `.env.example`.
"""

from django.core.exceptions import ImproperlyConfigured

from networks_portal.environment import BASE_DIR, HOST, PORT, STATE_DIR, env
from networks_portal.static_headers import without_public


def secret_key() -> str:
    """From the environment, else from the file that `make serve` writes on first start."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    try:
        key = (STATE_DIR / "secret_key").read_text().strip()
    except FileNotFoundError:
        key = ""
    if not key:
        raise ImproperlyConfigured(
            f"Kein geheimer Schlüssel: SECRET_KEY setzen oder mit `make serve` {STATE_DIR / 'secret_key'} "
            "anlegen lassen. (No secret key: set SECRET_KEY or let `make serve` create the file.)"
        )
    return key


# --- Place and security

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "accounts.held_forms.refused_by_csrf"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only behind a proxy that sets these headers itself: otherwise any visitor could claim to come by HTTPS,
# or from another address with every attempt to sign in.
TRUST_PROXY = env.bool("TRUST_PROXY", default=False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUST_PROXY else 0
# Public pages know neither sessions nor forms with a token, so their cookies stay in the editors' area.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/redaktion/"
# The other kind is a cookie for the whole host.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The largest form of the admin, a network with all its statements, sends some 700 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Parts

INSTALLED_APPS = [
    "desk.site.DeskSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    # Ours, lowest first: a package imports only from those above it in this list.
    "packed",
    "inputs",
    "core",
    "sheets",
    "language",
    "memory",
    "regions",
    "accounts",
    "publishing",
    "pages",
    "sourcing",
    "releasing",
    "desk",
    "past",
    "cases",
    "team",
    "networks",
    "programmes",
    "contacts",
    "pictures",
    "documents",
    "reach",
    "directory",
    "fit",
    "search",
    "finding",
    "duplicates",
    "texts",
    "articles",
    "tables",
    "transfer",
    "lists",
    "drafting",
    "links",
    "reports",
    "worklist",
    "jobs",
    "lookup",
    "erasure",
    "open_data",
    "stories",
    "linked",
    "networks_portal",
    "invented",
]

MIDDLEWARE = [
    # First: its header is on what others below answer by themselves, too.
    "networks_portal.policy.PolicyMiddleware",
    "networks_portal.health.HealthMiddleware",
    "networks_portal.head.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of sessions, so that it keeps what they add and sees whether a page is one visitor's.
    "memory.middleware.PageCacheMiddleware",
    "accounts.area.SessionInArea",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.area.AuthenticationInArea",
    "accounts.area.MessagesInArea",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.EditorsAreaMiddleware",
    # A record that moved answers 301, a removed one 410.
    "pages.records.RecordPageMiddleware",
    "networks_portal.views.pages.GoneMiddleware",
    # Last: whoever is sent to sign in is not read before.
    "inputs.middleware.CleanInputMiddleware",
]

ROOT_URLCONF = "networks_portal.urls"
WSGI_APPLICATION = "networks_portal.wsgi.application"

TEMPLATES = [
    # The public pages: Jinja2 compiles them. Admin and sign-in keep Django's own engine, for which theirs are written.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {
            "environment": "networks_portal.jinja.environment",
            "context_processors": ["networks_portal.context.site"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "editors"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "networks_portal.context.site",
            ],
        },
    },
]

FORM_RENDERER = "core.form_rendering.FormRenderer"

# --- Records

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
# Django's own, which also stamp what is written (memory/backends).
DATABASES["default"]["ENGINE"] = {
    "django.db.backends.sqlite3": "memory.backends.sqlite3",
    "django.db.backends.postgresql": "memory.backends.postgresql",
}[DATABASES["default"]["ENGINE"]]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer that begins as a reader would fail at once instead of waiting its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # much longer than anything holds the database
        # Pages of all kinds send some 90 statements; with Python's 128 kept ready each connection took 0.9 MB more and
        # was no faster.
        "cached_statements": 64,
        # Each of eight threads has a connection, and each of these a cache of its own (kB); what is mapped is shared.
        # 0.5 and 8 MB answer lists, entries and searches over 50,000 networks as fast as 2 and 32, which took 23 more
        # with 10,000 of them.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-500; PRAGMA mmap_size=8388608; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling pays for reports that take minutes; the counts of the work list took ten times as long with it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    # Seconds: a server that is away is said soon, and holds no thread for minutes.
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)

# Apps and models whose changes nothing that is remembered may depend on, so that they need no stamp.
MEMORY_LEAVES_OUT = {"sessions", "admin", "account", "mfa", "django_tasks_database", "search.missedquery"}

# Off: pages build every query anew instead of keeping its SQL (core/prepared.py), to tell whose mistake one is.
PREPARED_QUERIES = env.bool("PREPARED_QUERIES", default=True)
# Off: load_directory leaves out what the editors found besides the source documents.
LOAD_SUPPLEMENT = env.bool("LOAD_SUPPLEMENT", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TAGGIT_CASE_INSENSITIVE = True

# Counts attempts to sign in, therefore shared by all processes. Keys are hashed: they contain addresses.
CACHES = {
    "default": env.cache("CACHE_URL", default="dbcache://portal_cache")
    | {"KEY_FUNCTION": "accounts.cache_keys.hashed_key"}
}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    # With Django's 300 a flood of attempts would push out the counters of others.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)

# Whole pages of visitors, kept by each process as long as nothing they show has changed; and for how many seconds a
# proxy in front may show them without asking, and longer while it asks.
PORTAL_CACHE = env.bool("PORTAL_CACHE", default=True)
PORTAL_CACHE_MB = env.int("PORTAL_CACHE_MB", default=4)
PORTAL_CACHE_SHARED = env.int("PORTAL_CACHE_SHARED", default=0)
PORTAL_CACHE_STALE = env.int("PORTAL_CACHE_STALE", default=0)
# Documents of entries that each process keeps encoded as JSON (documents/encoded.py), packed; 0 for none.
DOCUMENTS_MB = env.int("DOCUMENTS_MB", default=3)

# How often an address may ask the API in a minute, counted by each process; 0 for no limit.
API_RATE = env.int("API_RATE", default=600)

# --- Work outside requests (core/tasks.py)

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if env.bool("TASKS_AT_ONCE", default=False)
        else "django_tasks_db.DatabaseBackend"
    }
}

# --- Editors

AUTH_USER_MODEL = "accounts.Editor"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {
        "NAME": f"{_VALIDATORS}.MinimumLengthValidator",
        "OPTIONS": {"min_length": env.int("PASSWORD_MIN_LENGTH", default=12)},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
# Links to choose a new password are good for two hours.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60

# Who may work only with a second factor: nobody, those who release or administer, everybody.
MFA_REQUIRED = env.str("MFA_REQUIRED", default="reviewers")
if MFA_REQUIRED not in {"none", "reviewers", "all"}:
    raise ImproperlyConfigured("MFA_REQUIRED: erlaubt sind none, reviewers und all.")

# A session ends with the browser, or when nothing was done for this long.
SESSION_HOURS = env.int("SESSION_HOURS", default=8)
SESSION_COOKIE_AGE = max(SESSION_HOURS, 1) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# The library's own would copy addresses into a second table, where an old one stays valid.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
# Wrong passwords of strangers: for one account from one address, from all of them together; and of browsers
# that signed in before (accounts.known_browsers).
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,60/h/ip,5/5m/key,20/h/key",
    "login_failed_anywhere": "30/h/key",
    "login_failed_known": "5/5m/key,20/h/key",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.ConfirmForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are those of the invitation; the library's table of addresses stays empty.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmCodeForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.ConfirmPasskeyForm",
    "login_webauthn": "accounts.forms.PasskeySignInForm",
}

# --- Language and time

# Served are the languages named here; all words are marked in German (core/words.py).
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
# German is the language of the source; another one is a catalogue here (make messages).
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

# --- Files

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
# The dumps of all that is public (manage.py dump_open_data).
OPEN_DATA_DIR = BASE_DIR / env.str("OPEN_DATA_DIR", default=str(STATE_DIR / "offene-daten"))
# The files of pictures, as the portal made them.
PICTURE_DIR = STATE_DIR / "bilder"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ADD_HEADERS_FUNCTION = without_public
# Hashed names need collectstatic first, which neither tests nor work on the pages should wait for.
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Mail and log

# Sets EMAIL_BACKEND, EMAIL_HOST and the rest; without a server, mails go to the log.
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
# Seconds to wait for the server.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# To stderr, without visitors' data: no addresses, no requests that merely found nothing.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secret_paths": {"()": "accounts.secret_paths.SecretPathFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secret_paths"]}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Takes Django's own handlers away, which would mail whole requests.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        # Would write who set up which passkey.
        "fido2": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # What went well need not be said once a second.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}

# --- What this installation says about itself

SITE_NAME = env.str("SITE_NAME", default="Netzwerkportal")
# Where links in mails lead: never what a request says about its host. Without it, to this machine.
_HERE = "127.0.0.1" if HOST in ("0.0.0.0", "::", "[::]") else HOST
SITE_URL = env.str("SITE_URL", default=f"http://{_HERE}:{PORT}").rstrip("/")
# The official strip is reserved for public bodies that have obtained the umbrella brand.
KOPFZEILE = env.str("KOPFZEILE", default="none")
if KOPFZEILE not in {"none", "bund", "gemeinsam", "land"}:
    raise ImproperlyConfigured("KOPFZEILE: erlaubt sind none, bund, gemeinsam und land.")
# Its wording is fixed for those bodies, who set it here.
KOPFZEILE_TEXT = env.str("KOPFZEILE_TEXT", default="")
if KOPFZEILE != "none" and not KOPFZEILE_TEXT:
    raise ImproperlyConfigured("KOPFZEILE braucht den amtlichen Wortlaut in KOPFZEILE_TEXT.")

# The operator's words for imprint, privacy notice and accessibility statement.
OPERATOR_NAME = env.str("OPERATOR_NAME", default="")
OPERATOR_ADDRESS = env.str("OPERATOR_ADDRESS", default="", multiline=True)
OPERATOR_EMAIL = env.str("OPERATOR_EMAIL", default="")
OPERATOR_PHONE = env.str("OPERATOR_PHONE", default="")
OPERATOR_LAND = env.str("OPERATOR_LAND", default="")
OPERATOR_REPRESENTATIVE = env.str("OPERATOR_REPRESENTATIVE", default="")
OPERATOR_EDITOR = env.str("OPERATOR_EDITOR", default="")
OPERATOR_REGISTER = env.str("OPERATOR_REGISTER", default="")
OPERATOR_VAT_ID = env.str("OPERATOR_VAT_ID", default="")
OPERATOR_SUPERVISION = env.str("OPERATOR_SUPERVISION", default="")
OPERATOR_PRIVACY_CONTACT = env.str("OPERATOR_PRIVACY_CONTACT", default="", multiline=True)
OPERATOR_PRIVACY_AUTHORITY = env.str("OPERATOR_PRIVACY_AUTHORITY", default="", multiline=True)
OPERATOR_HOSTING = env.str("OPERATOR_HOSTING", default="")
OPERATOR_LOG_DAYS = env.int("OPERATOR_LOG_DAYS", default=0)
OPERATOR_ACCESSIBILITY_STATE = env.str("OPERATOR_ACCESSIBILITY_STATE", default="")
OPERATOR_ACCESSIBILITY_DATE = env.str("OPERATOR_ACCESSIBILITY_DATE", default="")
OPERATOR_ENFORCEMENT_BODY = env.str("OPERATOR_ENFORCEMENT_BODY", default="", multiline=True)

# --- Open data

# The licence of the data, by its address in the list of DCAT-AP.de. What is shipped has that of the portal (EUPL-1.2),
# which that list does not name.
DATA_LICENCE = env.str("DATA_LICENCE", default="http://dcat-ap.de/def/licenses/other-opensource")
# How others name the source, and what GovData knows of who delivers.
DATA_ATTRIBUTION = env.str("DATA_ATTRIBUTION", default="")
DATA_PUBLISHER_TYPE = env.str("DATA_PUBLISHER_TYPE", default="")
DATA_CONTRIBUTOR_ID = env.str("DATA_CONTRIBUTOR_ID", default="")

# What /.well-known/security.txt says; each an address (mailto:, https:), several separated by commas.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_ENCRYPTION = env.list("SECURITY_ENCRYPTION", default=[])
SECURITY_POLICY = env.list("SECURITY_POLICY", default=[])
SECURITY_ACKNOWLEDGMENTS = env.list("SECURITY_ACKNOWLEDGMENTS", default=[])
