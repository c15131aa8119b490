/** Names of the errors of RFC 4120 section 7.5.9 that a request without credentials can bring about. */
const names: Readonly<Record<number, string>> = {
  1: 'KDC_ERR_NAME_EXP',
  2: 'KDC_ERR_SERVICE_EXP',
  3: 'KDC_ERR_BAD_PVNO',
  6: 'KDC_ERR_C_PRINCIPAL_UNKNOWN',
  7: 'KDC_ERR_S_PRINCIPAL_UNKNOWN',
  8: 'KDC_ERR_PRINCIPAL_NOT_UNIQUE',
  9: 'KDC_ERR_NULL_KEY',
  11: 'KDC_ERR_NEVER_VALID',
  12: 'KDC_ERR_POLICY',
  13: 'KDC_ERR_BADOPTION',
  14: 'KDC_ERR_ETYPE_NOSUPP',
  16: 'KDC_ERR_PADATA_TYPE_NOSUPP',
  18: 'KDC_ERR_CLIENT_REVOKED',
  19: 'KDC_ERR_SERVICE_REVOKED',
  21: 'KDC_ERR_CLIENT_NOTYET',
  23: 'KDC_ERR_KEY_EXPIRED',
  24: 'KDC_ERR_PREAUTH_FAILED',
  25: 'KDC_ERR_PREAUTH_REQUIRED',
  29: 'KDC_ERR_SVC_UNAVAILABLE',
  31: 'KRB_AP_ERR_BAD_INTEGRITY',
  32: 'KRB_AP_ERR_TKT_EXPIRED',
  33: 'KRB_AP_ERR_TKT_NYV',
  34: 'KRB_AP_ERR_REPEAT',
  35: 'KRB_AP_ERR_NOT_US',
  36: 'KRB_AP_ERR_BADMATCH',
  37: 'KRB_AP_ERR_SKEW',
  39: 'KRB_AP_ERR_BADVERSION',
  40: 'KRB_AP_ERR_MSG_TYPE',
  41: 'KRB_AP_ERR_MODIFIED',
  44: 'KRB_AP_ERR_BADKEYVER',
  45: 'KRB_AP_ERR_NOKEY',
  52: 'KRB_ERR_RESPONSE_TOO_BIG',
  60: 'KRB_ERR_GENERIC',
  61: 'KRB_ERR_FIELD_TOOLONG',
  68: 'KDC_ERR_WRONG_REALM',
  69: 'KRB_AP_ERR_USER_TO_USER_REQUIRED',
};

/** The name of a Kerberos error; null for a number that RFC 4120 does not name or that cannot occur here. */
export function kerberosErrorName(code: number): string | null {
  return names[code] ?? null;
}

/** What a server that changes passwords calls the results of RFC 3244 section 2. Samba puts them where the error number of RFC 4120 belongs. */
const kpasswdResults: Readonly<Record<number, string>> = {
  1: 'KRB5_KPASSWD_MALFORMED',
  2: 'KRB5_KPASSWD_HARDERROR',
  3: 'KRB5_KPASSWD_AUTHERROR',
  4: 'KRB5_KPASSWD_SOFTERROR',
  5: 'KRB5_KPASSWD_ACCESSDENIED',
  6: 'KRB5_KPASSWD_BAD_VERSION',
  7: 'KRB5_KPASSWD_INITIAL_FLAG_NEEDED',
};

/** The name of an error that such a server gives: none of the first errors of RFC 4120 can be meant, since they are a KDC's. */
export function kpasswdErrorName(code: number): string | null {
  return kpasswdResults[code] ?? kerberosErrorName(code);
}
