/** A page of a paper as a picture: of an attachment, or of a document before it leaves. */
export interface PaperPage {
  title: string;
  note?: string;
  page: number;
  pages: number;
  /** A data URL. */
  image: string;
  /** In pixels. */
  width: number;
}
