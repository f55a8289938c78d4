/** The part of the MongoDB driver's private login with AWS that `role-login.ts` touches. */
declare module 'mongodb/lib/cmap/auth/aws_temporary_credentials.js' {
  const credentials: { readonly AWSSDKCredentialProvider: { _awsSDK?: object } };
  export default credentials;
}
