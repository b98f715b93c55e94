"""What a browser is allowed to do with our pages, and for how long a person stays signed in."""

# the one inline script of the GOV.UK page template; without it no component starts
GOVUK_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' {GOVUK_SCRIPT}",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# a plan of forty needs, or a conference of seven children, is more boxes than Django expects; a
# page that is turned away for its length would cost whoever typed it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# a page that asks for a file says so, and how large it may be
FILE_UPLOAD_HANDLERS = ["sightline.project.uploads.AskedFor"]

# a shift, and no longer; a draft outlives it
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "sightline_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# "Ada is allocated to Wilma" ends with the session: in a cookie of its own it would stay in the
# browser after signing out, and be shown to whoever signs in there next
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = "sightline_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# keeps what was typed and offers it again
CSRF_FAILURE_VIEW = "sightline.access.kept.keeping.form_expired"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5
# never the name alone, by which anybody could lock anybody out; guesses at a name from many
# addresses are slowed (access/sign_in/slowing.py)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "sightline.access.sign_in.doors.locked_out"
AXES_USERNAME_CALLABLE = "sightline.access.sign_in.doors.name_tried"
AXES_CLIENT_IP_CALLABLE = "sightline.base.senders.address_of"
AXES_VERBOSE = False

# axes counts wrong passwords, for every process alike; a whole council may sign in from one
# address at nine o'clock. What allauth counts here is wrong codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "20/10m/key"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Sightline"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
