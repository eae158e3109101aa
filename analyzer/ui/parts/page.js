// Tells browsers and screen readers which language the page speaks; Streamlit leaves it at "en".
export default function ({ data }) {
  document.documentElement.lang = data.lang;
}
